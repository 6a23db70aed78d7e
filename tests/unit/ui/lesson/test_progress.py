"""How far a session has come in the lesson, told by a page that is not trusted."""

import pytest

from anomaly.ui.lesson import progress
from anomaly.ui.lesson.steps import STEPS
from anomaly.ui.session.pages import LearnPage
from anomaly.ui.session.session import Session

NAME, RIGHT = STEPS[0].name, STEPS[0].right


@pytest.fixture
def learn(monkeypatch: pytest.MonkeyPatch) -> LearnPage:
    own = Session()
    monkeypatch.setattr(progress, "session", lambda: own)
    return own.learn


def test_what_the_page_tells_is_kept(learn: LearnPage) -> None:
    progress.take_progress({"step": 1, "finished": [1], "answers": {NAME: RIGHT}})
    assert (learn.step, learn.finished, learn.answers) == (1, frozenset({1}), {NAME: RIGHT})
    progress.take_try(NAME)
    assert learn.tries == NAME


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        "x",
        {"step": 99, "finished": [0, 99, "1", 1.5, None, True], "answers": {NAME: "<b>"}},
        {"step": "1", "finished": "1", "answers": [NAME]},
        {"step": 1.0, "finished": [[1]], "answers": {"elsewhere": RIGHT, NAME: None}},
        {"answers": {NAME: [RIGHT]}},
    ],
)
def test_nonsense_changes_nothing(learn: LearnPage, told: object) -> None:
    progress.take_progress(told)
    progress.take_try(told)
    assert learn == LearnPage()
