"""Digits: where they come from, how they are split."""
