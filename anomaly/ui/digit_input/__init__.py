"""The digit at hand: drawn, chosen or uploaded."""
