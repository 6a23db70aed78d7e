"""Classes and their seats, tasks, drawings and guesses, in a database."""
