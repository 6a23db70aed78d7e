"""Parts shared by several detectors: networks, critics, closed forms, searches."""
