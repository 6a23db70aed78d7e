"""Pages, each a module with a function `page`."""
