"""Components of our own: Python, JavaScript and style sheet."""
