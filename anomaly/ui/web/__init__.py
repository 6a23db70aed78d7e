"""What the server runs and serves: the script of each session, and addresses of our own."""
