"""Unit tests beside others only compute, and give way to what those wait for."""

import os

import pytest

NICENESS = 10  # a training in the background has 5, and is waited for


@pytest.fixture(scope="session", autouse=True)
def _give_way() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ and hasattr(os, "nice"):
        os.nice(NICENESS)
