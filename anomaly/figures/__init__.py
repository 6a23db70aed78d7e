"""Plotly figures from plain arrays; screens and reports place them."""

import lazy_loader

# Plotly is imported with the first figure: bins and strips, which every page needs, do without.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
