"""Corruptions of digits, harmless and harmful, and where they damage a picture."""

from anomaly.corruptions.catalogue import CORRUPTIONS, Corruption
from anomaly.corruptions.damage import Damaged, check_strengths, damage

__all__ = [
    "CORRUPTIONS",
    "Corruption",
    "Damaged",
    "check_strengths",
    "damage",
]
