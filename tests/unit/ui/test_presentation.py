"""What a link hides is not drawn, on any page, and every page still works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.lesson import progress, steps
from anomaly.ui.lesson.steps import LessonStep
from anomaly.ui.page_list import PAGES
from anomaly.ui.session import answer_message
from anomaly.ui.session.presentation import Presentation
from anomaly.ui.session.session import Session
from anomaly.ui.session.threshold import current_threshold
from tests.support.app_test import bundle_one, opened, session_of, without_mnist


@pytest.fixture(autouse=True, scope="module")
def _on_generated_digits() -> Iterator[None]:
    with without_mnist():
        yield


def options(app: AppTest, label: str) -> list[str]:
    (found,) = [box for box in app.selectbox if box.label == label]
    return list(found.options)


def tab_titles(app: AppTest) -> list[str]:
    return [tab.label for tab in app.tabs]


def shown_pages(app: AppTest) -> set[str]:
    return set(session_of(app).navigation.pages)


def test_a_hidden_page_is_in_no_menu_and_no_link() -> None:
    app = opened("playground", hide="own,runs")
    assert shown_pages(app) == set(PAGES) - {"own", "runs"}
    assert "own_open" not in {button.key for button in app.button}
    assert session_of(app).navigation.view["hide"] == "own,runs"  # type: ignore[index]


@pytest.mark.parametrize("hidden", ["playground", ",".join(PAGES)])
def test_in_place_of_a_hidden_page_another_opens(hidden: str) -> None:
    app = opened("playground", hide=hidden, normal="7")
    context = session_of(app).context
    assert context is not None
    assert context.normal == (7,)
    assert shown_pages(app) == set(PAGES) - set(hidden.split(",")) or {next(iter(PAGES))}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_all_hidden_that_can_be(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle_one(tmp_path / "bundled", monkeypatch)
    rest = ",".join(name for name in PAGES if name != page)
    parts = "sidebar,digits,tab-drawing,tab-upload,tab-damage,detector-anogan,detector-gradients"
    rules = "rule-quantile,rule-youden"
    app = opened(page, hide=f"{rest},{parts},{rules}", present="1", notes="1")
    assert shown_pages(app) == {page}
    assert not app.sidebar.selectbox
    assert not app.info
    assert "normal" not in {group.key for group in app.button_group}


def test_hidden_detectors_are_not_offered_but_for_the_one_in_view() -> None:
    app = opened("playground", hide="detector-anogan,detector-pca", detector="pca")
    names = options(app, t("sidebar.detector"))
    assert t("detector.pca") in names
    assert t("detector.anogan") not in names


def test_hidden_tabs_are_left_out_and_their_digit_is_judged_all_the_same() -> None:
    app = opened("playground", hide="tab-drawing,tab-damage,tab-map")
    assert tab_titles(app) == [t("tab.sample"), t("tab.upload")]
    assert tab_titles(opened("compare", hide="tab-sample")) == [t("tab.drawing"), t("tab.upload")]


def test_an_unknown_name_is_told_once() -> None:
    app = opened("playground", hide="banana")
    assert [info.value for info in app.info] == [t("address.hide", name="hide=banana")]
    app.run()
    assert not app.info


def test_a_hidden_rule_has_no_button_and_may_be_in_force(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Presentation(rules=frozenset({"quantile", "cost"}))
    monkeypatch.setattr(answer_message, "current_presentation", lambda: shown)
    message = answer_message.message_for_browser(small, (9,), current_threshold(small, (9,)))
    assert message["rule"] == "quantile"
    assert {rule["name"] for rule in message["rules"] if rule["is_hidden"]} == shown.rules


def test_the_teachers_notes_are_there_where_the_link_asks_for_them() -> None:
    notes = [text.value for text in opened("learn", notes="1", step="2").markdown]
    assert t("notes.thin_sheet_ask") in notes
    assert t("notes.thin_sheet_ask") not in [text.value for text in opened("learn").markdown]


def test_hidden_steps_are_left_out_of_the_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "STEPS", tuple(LessonStep(name) for name in "abcd"))
    assert steps.shown_numbers({"2", "9"}) == [1, 3, 4]
    assert steps.shown_numbers(set("1234")) == [1]
    here = Session(presentation=Presentation(steps=frozenset("2")))
    monkeypatch.setattr(progress, "session", lambda: here)
    monkeypatch.setattr(progress, "current_presentation", lambda: here.presentation)
    progress.take_progress({"step": 2, "finished": [1, 3, 4]})
    assert (here.learn.step, here.learn.finished) == (3, frozenset({1, 4}))
