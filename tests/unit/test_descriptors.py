"""The limit of open files, raised as far as a system allows."""

import sys

import pytest

from anomaly.descriptors import raise_limit

if sys.platform == "win32":
    pytest.skip("Windows has no such limit", allow_module_level=True)
import resource

ENDLESS = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("limits", "most", "raised"),
    [
        ((1024, 524_288), ENDLESS, 65_536),
        ((1024, 4096), ENDLESS, 4096),
        ((256, ENDLESS), 10_240, 10_240),  # a Mac, which has a lower limit beside the two
        ((1024, 1024), ENDLESS, None),
        ((100_000, 524_288), ENDLESS, None),
        ((ENDLESS, ENDLESS), ENDLESS, None),
        ((1024, ENDLESS), 512, None),
    ],
)
def test_it_is_raised_as_far_as_allowed(
    limits: tuple[int, int], most: int, raised: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []

    def take(_: int, wanted: tuple[int, int]) -> None:
        if most != ENDLESS and wanted[0] > most:
            raise ValueError
        taken.append(wanted)

    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(resource, "setrlimit", take)
    raise_limit()
    assert taken == ([] if raised is None else [(raised, limits[1])])
