"""Commands that make what comes with the program."""
