"""A plan, its training, and what comes of it."""
