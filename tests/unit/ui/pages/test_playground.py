"""The main screen without a browser: what it says, and what it survives."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from anomaly.data import digits as data
from anomaly.errors import UserError
from anomaly.evaluation import close_margin, conformal_p_value, share_below
from anomaly.paths import SCRIPT
from anomaly.preprocessing.drawing import Drawing
from anomaly.reports.verdict import describe_verdict
from anomaly.text import escape_markdown, format_share, t
from anomaly.ui.pages import playground
from anomaly.ui.session import server
from anomaly.ui.session.session import DigitInput
from tests.support.app_test import session_of
from tests.support.node import run_node

VERDICTS = Path(__file__).parents[1] / "components" / "run_sentence.mjs"


@pytest.fixture
def app() -> Iterator[AppTest]:
    server.forget()
    yield AppTest.from_file(str(SCRIPT), default_timeout=60)
    server.forget()


def texts(app: AppTest) -> str:
    return " ".join(
        element.value for kind in (app.error, app.info, app.caption) for element in kind
    )


def sent(app: AppTest, component: str) -> dict[str, Any]:
    """Return what a component of ours was sent in the last run."""
    (element,) = [one for one in app.get("bidi_component") if one.proto.component_name == component]
    data: dict[str, Any] = json.loads(element.proto.json)
    return data


def threshold(app: AppTest) -> float:
    """Return the threshold in force."""
    return float(sent(app, "anomaly_answer")["threshold"])


def test_it_opens_without_error_on_the_default_threshold(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert "1s" in sent(app, "anomaly_verdict")["words"]["share"]
    assert sent(app, "anomaly_answer")["score"] > 0
    assert threshold(app) == pytest.approx(46.13, abs=0.01)


@pytest.mark.parametrize(
    ("digit", "kind"),
    [
        (DigitInput(), "stroke"),
        (DigitInput(source="drawing", drawing=Drawing((((1, 2),),), (18,))), "stroke"),
        (DigitInput(source="drawing"), "blank"),
        (DigitInput(source="drawing", problem=UserError("drawing.unreadable")), "stroke"),
    ],
    ids=["a sample", "a drawing", "a wiped canvas", "a drawing without sense"],
)
def test_a_wiped_canvas_alone_is_answered_after_strokes(
    digit: DigitInput, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = MagicMock()
    monkeypatch.setattr(playground, "session", lambda: MagicMock(digit=digit))
    monkeypatch.setattr(server, "page_turns", lambda: turns)
    monkeypatch.setattr(playground, "_answer", lambda *_: turns.answered())
    playground._answer_first(MagicMock())
    assert [name for name, *_ in turns.method_calls] == [kind, "answered"]


def test_a_brush_is_marked_from_the_first_run_on(app: AppTest) -> None:
    app.run()
    pen = sent(app, "anomaly_pen")
    assert pen["brush"] == "medium"
    assert sorted(pen["brushes"]) == ["fat", "medium", "thin"]


def test_a_page_that_nobody_has_drawn_on_shows_an_example_and_says_so(app: AppTest) -> None:
    app.run()
    assert sent(app, "anomaly_answer")["digit"]["origin"] == t("origin.example", label=9)
    pen = sent(app, "anomaly_pen")
    assert (pen["strokes"], pen["words"]["hint"]) == ([], t("canvas.hint"))


def test_the_page_makes_the_verdict_as_python_would(app: AppTest, tmp_path: Path) -> None:
    """At scores of all sizes, ties with held-out digits among them."""
    app.run()
    message = sent(app, "anomaly_verdict")
    held_out = np.frombuffer(base64.b64decode(message["calibration"]), "<f4")
    line = threshold(app)
    near = [line - 0.04, line, line + 0.001]
    scores = np.concatenate([held_out[::10], held_out[::10] + 0.01, near, [0.0, 1e6]])
    scores = scores.astype("<f4")
    cases = {"message": message, "scores": scores.tolist(), "threshold": line}
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    verdicts = json.loads(run_node(VERDICTS, tmp_path / "cases.json"))
    margin = close_margin(held_out)
    assert {verdict["isClose"] for verdict in verdicts} == {True, False}
    for score, verdict in zip(map(float, scores), verdicts, strict=True):
        assert verdict["kind"] == ("anomaly" if score >= line else "normal")
        assert verdict["sentence"] == describe_verdict(score, line, margin, decimals=1)
        share = format_share(share_below(score, held_out))
        assert verdict["strangeness"].startswith(f"Stranger than {share} held-out 1s. ")
        assert verdict["strangeness"].endswith(f" {conformal_p_value(score, held_out):.4f}")


def test_all_others_can_be_switched_on_and_off(app: AppTest) -> None:
    app.run()
    for rest in (True, False):
        app.toggle(key="rest").set_value(rest).run()
        assert not app.exception
    assert app.session_state.anomalous == [9]
    assert sent(app, "anomaly_histogram")["names"]["anomalous"] == "9s"


def choose_several(app: AppTest, *labels: int) -> None:
    """Switch to several normal digits, and choose these."""
    app.session_state.normal_several, app.session_state.normal_many = True, list(labels)
    app.run()


def test_a_moved_threshold_survives_a_mistake_with_the_digits(app: AppTest) -> None:
    app.query_params["threshold"] = "60"
    app.run()
    choose_several(app)
    assert "at least one" in texts(app)
    choose_several(app, 1)
    app.run()
    assert not app.exception
    assert threshold(app) == 60.0


def test_all_ten_digits_cannot_be_normal(app: AppTest) -> None:
    app.run()
    choose_several(app, *range(10))
    assert not app.exception
    assert "All ten digits" in texts(app)


def test_no_anomalous_digit_means_all_others_and_says_so(app: AppTest) -> None:
    app.run()
    session_of(app).anomalous = ()
    app.run()
    assert "all other digits count" in texts(app)
    assert sent(app, "anomaly_histogram")["names"]["anomalous"] == "all others"


def test_a_threshold_beyond_every_score_can_be_asked_for(app: AppTest) -> None:
    app.query_params["threshold"] = "700"
    app.run()
    assert not app.exception
    assert threshold(app) == 700


def test_a_sample_from_other_digits_is_replaced_with_a_sentence(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("anomaly.ui.session.server.find_mnist", lambda: (None, []))
    app.query_params["sample"] = "mnist-7000"
    app.run()
    assert not app.exception
    assert "not among those in use" in texts(app)


def test_a_damaged_sample_of_digits_gives_a_sentence(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sheet = tmp_path / "digits-train.png"
    sheet.write_bytes(b"damaged")
    monkeypatch.setitem(data.SHEETS, "train", sheet)
    monkeypatch.setattr("anomaly.ui.session.server.find_mnist", lambda: (None, []))
    app.run()
    assert not app.exception
    assert escape_markdown("digits-train.png") in texts(app)
