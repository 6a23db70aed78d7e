"""Evaluation of one detector, as sentences, tables and pages."""
