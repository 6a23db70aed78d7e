"""What reaches the log: repeated faults once a minute, and no control characters."""

import logging
import threading
from collections.abc import Iterator

import pytest

from anomaly.text import t
from anomaly.ui.web.logs import MAX_TEXTS, WINDOW, RepeatFilter, filtered_logs


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def repeats(
    clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RepeatFilter]:
    with filtered_logs() as repeats:
        monkeypatch.setattr(repeats, "_clock", clock)
        yield repeats


def fail(text: str = "no descriptor") -> None:
    try:
        raise OSError(text)
    except OSError:
        logging.getLogger("somewhere").exception("It failed")


def test_a_repeated_fault_is_logged_once_a_minute_with_its_count(
    repeats: RepeatFilter, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(1000):
        fail()
    assert caplog.messages == ["It failed"]
    repeats.report()
    assert len(caplog.messages) == 1
    clock.seconds = WINDOW
    repeats.report()
    assert caplog.messages[1:] == [t("door.repeated", count=999, latest="It failed")]
    fail()
    clock.seconds = 2 * WINDOW
    repeats.report()
    assert caplog.messages[2:] == ["It failed"]


def test_faults_from_several_places_are_each_logged(
    repeats: RepeatFilter, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(9):
        logging.getLogger("one").warning("It failed")
        logging.getLogger("other").warning("It failed")
        logging.getLogger("other").info("It runs")
    assert [name for name, level, _ in caplog.record_tuples if level > logging.INFO] == [
        "one",
        "other",
    ]


def test_what_differs_in_its_words_alone_cannot_fill_the_log(
    repeats: RepeatFilter, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(1000):
        logging.getLogger("somewhere").warning("Refused %s", number)
    assert len(caplog.messages) == MAX_TEXTS


def test_control_characters_are_written_as_escapes(
    repeats: RepeatFilter, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("a").warning("Refused %s\nand more", "x\n\x1b[31mERROR: forged\r\u202e")
    assert caplog.messages == ["Refused x\\n\\x1b[31mERROR: forged\\r\\u202e\nand more"]
    fail("\x1b[31m")
    assert "\x1b" not in caplog.text
    logging.getLogger("b").warning("Wrong %d", "number")
    assert caplog.messages[-1] == "Wrong %d"


def test_a_failed_thread_is_logged_as_well(
    repeats: RepeatFilter, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    assert [record.exc_text is not None for record in caplog.records] == [True]
