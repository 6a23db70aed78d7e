"""The threshold of a session: rules that hold for any detector, and what a browser may say."""

from dataclasses import replace

import pytest
import streamlit
import torch
from hypothesis import given
from hypothesis import strategies as st

from anomaly.evaluation import RULES, quantile_threshold
from anomaly.text import t
from anomaly.training.examples import Examples
from anomaly.training.prediction import MAX_PASSED
from anomaly.training.taught import Taught
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.address import MAX_THRESHOLD
from anomaly.ui.session.answer_message import message_for_browser
from anomaly.ui.session.session import session
from anomaly.ui.session.threshold import (
    SETTINGS,
    ThresholdState,
    apply_link,
    apply_message,
    current_threshold,
    evaluate_rules,
)

DEFAULTS = tuple((name, setting.default) for name, setting in SETTINGS.items())


def run(trained: TrainedDetector, *moves: object, asked: float | None = None) -> ThresholdState:
    """Return the line after some moves of a browser, in a session of its own."""
    streamlit.session_state.clear()
    session().threshold.asked = asked
    line = current_threshold(trained, (9,))
    for move in moves:
        apply_message(move)
        line = current_threshold(trained, (9,))
    return line


def test_a_session_begins_with_the_quantile(small: TrainedDetector) -> None:
    line = run(small)
    assert line.threshold == quantile_threshold(small.calibration_scores)
    assert line.rule == "quantile"


def test_of_few_scores_the_default_is_another_until_a_person_chooses(
    small: TrainedDetector,
) -> None:
    few = replace(small, calibration_scores=small.calibration_scores[:10], uploaded_as="u" * 16)
    assert run(few).rule == "clipped"
    assert run(few).for_link() == {}
    assert current_threshold(small, (9,)).rule == "quantile"
    apply_message({"threshold": 1.0, "rule": "mad", "sequence": 1})
    assert current_threshold(few, (9,)).for_link() == {"rule": "mad=3.5"}


def test_a_link_may_apply_link_a_threshold(small: TrainedDetector) -> None:
    line = run(small, asked=12.5)
    assert (line.threshold, line.rule) == (12.5, None)


def test_a_link_may_apply_link_a_rule_with_its_values(small: TrainedDetector) -> None:
    apply_link(None, "quantile=0.75")
    line = current_threshold(small, (9,))
    assert line.threshold == quantile_threshold(small.calibration_scores, 0.75)
    assert line.for_link() == {"rule": "quantile=0.75"}


def test_the_default_rule_needs_no_place_in_a_link(small: TrainedDetector) -> None:
    assert run(small).for_link() == {}
    assert run(small, asked=12.5).for_link() == {"threshold": 12.5}


def test_a_move_sets_the_threshold_and_says_which_it_was(small: TrainedDetector) -> None:
    line = run(small, {"threshold": 7.25, "rule": None, "sequence": 4})
    assert (line.threshold, line.rule, line.sequence) == (7.25, None, 4)


def test_a_rule_is_followed_whatever_number_comes_with_it(small: TrainedDetector) -> None:
    line = run(small, {"threshold": 1.0, "rule": "youden", "sequence": 1})
    expected = next(one for one in evaluate_rules(small, (9,), DEFAULTS) if one.name == "youden")
    assert line.threshold == expected.threshold


def test_a_rule_follows_to_another_detector_and_a_threshold_by_hand_does_not(
    small: TrainedDetector,
) -> None:
    other = replace(small, fingerprint="other")
    for rule, expected in (("sigma", "sigma"), (None, "quantile")):
        run(small, {"threshold": 3.0, "rule": rule, "sequence": 1})
        assert current_threshold(other, (9,)).rule == expected


def test_costs_change_the_rule_that_uses_them(small: TrainedDetector) -> None:
    cheap, dear = (
        run(
            small,
            {"threshold": 1.0, "rule": "cost", "sequence": 1, "settings": {"miss_cost": cost}},
        )
        for cost in (1.0, 1000.0)
    )
    assert dear.threshold < cheap.threshold
    assert dict(dear.settings)["miss_cost"] == 1000.0


@pytest.mark.parametrize(
    "move",
    [
        None,
        "60",
        [60.0],
        {},
        {"threshold": float("nan"), "rule": None},
        {"threshold": float("inf"), "rule": None},
        {"threshold": MAX_THRESHOLD * 2, "rule": None},
        {"threshold": True, "rule": None},
        {"threshold": "60", "rule": None},
        {"threshold": 60.0, "rule": "no such rule"},
        {"threshold": 60.0, "rule": ["quantile"]},
        {"threshold": 60.0, "rule": {}},
        {"settings": {"miss_cost": -1.0, "base_rate": "much", "false_alarm_cost": float("nan")}},
        {"settings": [1.0]},
        {"sequence": "many"},
        {"sequence": 10**400},
    ],
)
def test_a_move_that_makes_no_sense_changes_nothing(small: TrainedDetector, move: object) -> None:
    assert run(small, move) == run(small)


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["threshold", "rule", "sequence", "settings", "base_rate", "x"]), inner
        )
    ),
    max_leaves=8,
)


@given(move=anything)
def test_no_message_of_a_browser_is_too_strange(move: object) -> None:
    streamlit.session_state.clear()
    apply_message(move)
    choice = session().threshold
    assert abs(choice.chosen) <= MAX_THRESHOLD
    assert choice.rule in (None, *RULES)


@pytest.mark.parametrize("count", [1, 2, 75])
def test_digits_that_all_score_the_same_get_a_line_just_above_them_and_a_reason(
    small: TrainedDetector, count: int
) -> None:
    flat = replace(small, calibration_scores=torch.full((count,), 5.0))
    line = run(flat)
    assert 5.0 < line.threshold < 5.001
    assert "all score 5" in str(line.problem)


def test_a_rule_that_is_refused_leaves_the_line_to_the_default_and_does_not_claim_it(
    small: TrainedDetector,
) -> None:
    line = run(small, {"threshold": 1.0, "rule": "conformal", "sequence": 1})
    assert line.threshold == quantile_threshold(small.calibration_scores)
    assert line.rule is None
    assert line.written == "quantile=0.99"
    assert "at least 99" in str(line.problem)
    enough = replace(small, calibration_scores=torch.arange(200.0), fingerprint="more")
    assert current_threshold(enough, (9,)).rule == "conformal"


def test_a_rule_that_needs_anomalies_says_so_where_there_are_none(small: TrainedDetector) -> None:
    bare = replace(
        small, anomalous_scores=torch.empty(0), anomalous_labels=torch.empty(0, dtype=torch.int64)
    )
    for outcome in evaluate_rules(bare, (9,), DEFAULTS):
        assert (outcome.threshold is None) == (outcome.problem is not None)
        if RULES[outcome.name].uses_labels:
            assert "no anomalous digits" in str(outcome.problem)


def test_rules_of_a_taught_detector_say_that_some_scores_are_predicted(
    small: TrainedDetector,
) -> None:
    nothing = torch.zeros(0)
    taught = Taught("0" * 16, 0, Examples(), nothing, nothing, nothing.bool(), nothing, predicted=5)
    line = run(small)
    told = message_for_browser(replace(small, taught=taught), (9,), line)["rules"]
    share = 5 / len(small.calibration_scores)
    for rule, before in zip(told, message_for_browser(small, (9,), line)["rules"], strict=True):
        if rule["threshold"] is not None:
            assert rule["assumes"].endswith(t("chip.taught", share=share, passed=MAX_PASSED))
            assert not before["assumes"].endswith("as far as that is right.")
