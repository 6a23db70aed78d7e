"""One-class anomaly detection on handwritten digits, made to be watched."""

import lazy_loader

# The public names, listed in __init__.pyi, are imported when they are first used.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
__version__ = "0.1.0"
