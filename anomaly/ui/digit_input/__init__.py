"""Where the digit at hand comes from."""
