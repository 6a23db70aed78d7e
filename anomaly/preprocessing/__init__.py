"""Conversion of drawings and photos into the 28x28 pictures that detectors expect."""
