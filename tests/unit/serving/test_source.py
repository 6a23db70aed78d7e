"""What counts as one address, and how many connections it may have."""

import pytest

from anomaly.serving.source import PER_ADDRESS, connections_per_address, source_of
from anomaly.text import t


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("2001:db8::1:2", "2001:db8::/64"),
        ("2001:db8::9", "2001:db8::/64"),
        ("2001:db8:0:1::9", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_a_household_counts_as_one_address(address: str, source: str) -> None:
    assert source_of(address) == source


@pytest.mark.parametrize(
    ("given", "connections"),
    [("", 400), ("80", 80), (" 400 ", 400), ("1", 1), ("65535", 65535)],
)
def test_an_address_has_the_connections_that_the_operator_set(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    given: str,
    connections: int,
) -> None:
    monkeypatch.setenv(PER_ADDRESS, given)
    assert connections_per_address(None) == connections
    assert caplog.messages == []


@pytest.mark.parametrize("given", ["0", "-1", "many", "4e2", "65536", "４００", "9" * 5000])
def test_the_operator_is_told_what_is_no_number_of_connections(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, given: str
) -> None:
    monkeypatch.setenv(PER_ADDRESS, given)
    assert connections_per_address(None) == 400
    assert caplog.messages == [t("door.per_address", given=given[:20], used=400)]


@pytest.mark.parametrize(
    ("limit", "given", "share", "is_told"),
    [
        (65_536, "", 400, False),
        (2_560, "", 320, False),
        (1_024, "", 128, True),
        (1_024, "60", 60, False),  # as the operator wants it
        (4, "", 1, True),
    ],
)
def test_where_descriptors_are_few_an_address_gets_its_share_and_the_operator_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    limit: int,
    given: str,
    share: int,
    is_told: bool,
) -> None:
    monkeypatch.setenv(PER_ADDRESS, given)
    assert connections_per_address(limit) == share
    sentence = t("door.few_descriptors", limit=limit, share=share, needed=320)
    assert caplog.messages == ([sentence] if is_told else [])
