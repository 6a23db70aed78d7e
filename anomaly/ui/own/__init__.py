"""Parts of the page where a person gives pictures of a sign of their own."""
