"""What outlives a rerun: of a session, of the server."""
