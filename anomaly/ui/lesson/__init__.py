"""The lesson: its steps, the data that they show, and the bundled files that they load."""
