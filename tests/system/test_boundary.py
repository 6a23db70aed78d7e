"""What is said where a page, a fragment, a dialog or a callback fails; all of it on one server."""

from functools import partial
from pathlib import Path

from anomaly.errors import UserError
from anomaly.text import as_markdown, t
from tests.support.server import running_app
from tests.support.session import Session


def _refusal(label: str) -> str:
    return as_markdown(UserError("data.unknown_label", label=label))


def _is_drawn(session: Session, sentence: str) -> bool:
    return sentence in session.sentences() and session.has("callback") and session.has("end")


async def test_whatever_fails_says_so_in_a_sentence_and_the_page_goes_on(tmp_path: Path) -> None:
    said = {
        "callback": t("app.failed"),
        "refusal": _refusal("[x](http://example.org)"),
        "fragment": t("app.failed"),
        "dialog": _refusal("a dialog"),
        "page": t("app.failed"),
    }
    with running_app(tmp_path, "tests/support/failing_app.py") as address:
        async with Session(address) as session:
            for part, sentence in said.items():
                await session.until(lambda: session.finished and session.has("end"))
                assert sentence not in session.sentences()
                await session.press(part)
                await session.until(partial(_is_drawn, session, sentence), what=part)
                assert session.exceptions == []
    log = (tmp_path / "server.log").read_text()
    assert log.count("ZeroDivisionError: ") == 3  # once each, as mistakes of the program
    assert "UserError" not in log
