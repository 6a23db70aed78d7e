"""Components of our own, each in a folder with its Python face, scripts and style sheets."""
