"""Unit tests beside others only compute, and give way to what those wait for."""

import os

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
NICENESS = 10  # a training in the background has 5, and is waited for


@pytest.fixture(scope="session", autouse=True)
def _give_way() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ and hasattr(os, "nice"):
        os.nice(NICENESS)
