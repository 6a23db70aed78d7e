"""What was measured of one detector, as sentences, tables and pages."""
