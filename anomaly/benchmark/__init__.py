"""Benchmark of many detectors: each on each digit, with several seeds."""
