"""One-class anomaly detection on handwritten digits, made to be watched."""

__version__ = "0.1.0"
