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


@pytest.mark.parametrize(("level", "has_trace"), [(logging.WARNING, False), (logging.ERROR, True)])
def test_an_error_alone_is_logged_with_its_traceback(
    repeats: RepeatFilter, caplog: pytest.LogCaptureFixture, level: int, has_trace: bool
) -> None:
    logging.getLogger("somewhere").log(level, "No JSON", exc_info=ValueError("of a stranger"))
    assert ("ValueError" in caplog.text) is has_trace


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


FORGED = "x\nERROR: forged\x1b[31m\r\u202e"
SAFE = "x\\nERROR: forged\\x1b[31m\\r\\u202e"


@pytest.mark.parametrize("level", [logging.INFO, logging.ERROR])
def test_what_strangers_write_is_no_entry_of_the_log(
    level: int, repeats: RepeatFilter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    logging.getLogger("a").log(level, "Refused %s", FORGED)
    logging.getLogger("b").log(level, f"Refused {FORGED}")
    assert caplog.messages == 2 * [f"Refused {SAFE}"]


def test_neither_is_what_an_error_says(
    repeats: RepeatFilter, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("a").warning("Refused: %s", OSError(FORGED))
    assert caplog.messages == [f"Refused: {SAFE}"]
    fail(FORGED)
    assert "\x1b" not in caplog.text
    assert not any(line.startswith("ERROR: forged") for line in caplog.text.splitlines())


def test_a_call_with_the_wrong_arguments_is_logged_as_it_is(
    repeats: RepeatFilter, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("b").warning("Wrong %d", "number")
    assert caplog.messages == ["Wrong %d"]


def test_a_failed_thread_is_logged_as_well(
    repeats: RepeatFilter, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    assert [record.exc_text is not None for record in caplog.records] == [True]
