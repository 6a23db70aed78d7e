"""State that outlives a rerun: of one session, and of the server."""
