"""Trained detectors and their checkpoints on disk."""
