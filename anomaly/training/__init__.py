"""Plans, their training, and the trained detectors they yield."""
