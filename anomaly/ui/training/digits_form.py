"""The part of the form that asks how many digits to fit on, and for the seed."""

from functools import lru_cache

import streamlit as st

from anomaly.data.digits import Digits, split_one_class
from anomaly.errors import UserError
from anomaly.text import t
from anomaly.training.plan import MAX_CONTAMINATION, TrainingPlan
from anomaly.ui.session import widget_keys
from anomaly.ui.session.normal_digits import chosen_normal
from anomaly.ui.training.setting_steps import COUNTS, with_value

MAX_SEED = 2**31 - 1


def ask_about_digits(digits: Digits) -> None:
    """Ask how many digits to fit on, how many of them anomalous, and for the seed."""
    counts = [count for count in COUNTS if count < _available(digits)]
    options = [*with_value(counts, st.session_state[widget_keys.PLAN_MAX_DIGITS]), None]
    st.select_slider(
        t("setting.most_digits"),
        options,
        format_func=lambda count: t("plan.all") if count is None else f"{count:,}",
        key=widget_keys.PLAN_MAX_DIGITS,
        help=t("setting.most_digits_help"),
    )
    st.slider(
        t("setting.contamination"),
        0,
        round(100 * MAX_CONTAMINATION),
        format="%d%%",
        key=widget_keys.PLAN_CONTAMINATION,
        help=t("setting.contamination_help"),
    )
    st.number_input(
        t("setting.seed"),
        0,
        MAX_SEED,
        key=widget_keys.PLAN_SEED,
        help=t("setting.seed_help"),
    )


def digits_to_fit(plan: TrainingPlan, digits: Digits) -> int:
    """Return the number of digits a plan fits on.

    Raises
    ------
    UserError
        If there are too few for it.
    """
    return _count(digits, plan.normal, plan.most_digits, plan.contamination)


@lru_cache(maxsize=64)
def _count(
    digits: Digits, normal: tuple[int, ...], most_digits: int | None, contamination: float
) -> int:
    split = split_one_class(digits, normal, most_digits=most_digits, contamination=contamination)
    return len(split.fit)


def count_asked(digits: Digits) -> int | None:
    """Return the number of digits to fit on; None where those chosen make no sense."""
    share = st.session_state[widget_keys.PLAN_CONTAMINATION] / 100
    try:
        normal = chosen_normal(widget_keys.PLAN_NORMAL)
        return _count(digits, normal, st.session_state[widget_keys.PLAN_MAX_DIGITS], share)
    except UserError:
        return None


def _available(digits: Digits) -> int:
    """Return the number of normal digits there are; 0 where those chosen make no sense."""
    try:
        return _count(digits, chosen_normal(widget_keys.PLAN_NORMAL), None, 0.0)
    except UserError:
        return 0
