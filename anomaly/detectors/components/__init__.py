"""What several detectors share: networks, critics, closed forms, searches."""
