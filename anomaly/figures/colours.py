"""Colours that mean the same in all figures."""

NORMAL_COLOUR = "#3b7dd8"
ANOMALY_COLOUR = "#d9662b"
THRESHOLD_COLOUR = "#8250c8"
