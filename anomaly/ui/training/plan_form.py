"""The form that asks what to train: the digits, the network, and how it is fitted."""

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

import streamlit as st

from anomaly.data.digits import LABELS, Digits, split_one_class
from anomaly.detectors import DETECTORS, recipe
from anomaly.errors import UserError
from anomaly.reports.describe import describe_value
from anomaly.text import display_name, help_text, t
from anomaly.training.plan import MAX_CONTAMINATION, TrainingPlan
from anomaly.ui.session import widget_keys
from anomaly.ui.session.session import session
from anomaly.ui.training.setting_steps import COUNTS, STEPS
from anomaly.validation import Choice, Range, allowed_values

MAX_SEED = 2**31 - 1
COMMON_SETTINGS = (  # shown without opening "more"
    "latent",
    "hidden",
    "epochs",
    "learning_rate",
    "components",
    "neighbours",
)


def plan_form(digits: Digits, current: TrainingPlan) -> TrainingPlan:
    """Ask for a plan, starting from the one whose training or result is in view.

    Do not write widget values during interaction: a late rerun would overwrite newer input.

    Parameters
    ----------
    digits : Digits
        Digits to train on.
    current : TrainingPlan

    Raises
    ------
    UserError
        If the plan makes no sense, or the digits are too few for it.
    """
    train = session().train
    if train.form_of != current:
        train.form_of = current
        _fill_in(current)
    elif widget_keys.PLAN_NORMAL not in st.session_state:  # on return from another page
        _fill_in(train.form_plan or current)
    st.pills(
        t("sidebar.normal"),
        LABELS,
        selection_mode="multi",
        key=widget_keys.PLAN_NORMAL,
        wrap=True,
    )
    detector = st.selectbox(
        t("sidebar.detector"),
        list(DETECTORS),
        format_func=lambda name: display_name("detector", name),
        key=widget_keys.PLAN_DETECTOR,
    )
    recipes = st.container(horizontal=True, vertical_alignment="center", gap="small")
    _settings(detector)
    _about_digits(digits)
    with recipes:
        _recipes(detector, _settings_asked(detector))
    asked = read_form()
    digits_to_fit(asked, digits)
    train.form_plan = asked
    return asked


def read_form() -> TrainingPlan:
    """Return the plan that the form asks for, by the values the browser sent last.

    Raises
    ------
    UserError
        If the plan makes no sense.
    """
    detector = st.session_state[widget_keys.PLAN_DETECTOR]
    return TrainingPlan(
        detector=detector,
        settings=_settings_asked(detector),
        normal=tuple(st.session_state[widget_keys.PLAN_NORMAL]),
        seed=int(st.session_state[widget_keys.PLAN_SEED]),
        most_digits=st.session_state[widget_keys.PLAN_MAX_DIGITS],
        contamination=st.session_state[widget_keys.PLAN_CONTAMINATION] / 100,
    )


def _settings_asked(detector: str) -> Any:
    default = recipe(detector)
    names = [field.name for field in fields(default)]
    keys = {name: widget_keys.plan_setting(detector, name) for name in names}
    return replace(default, **{name: st.session_state[key] for name, key in keys.items()})


def _fill_in(plan: TrainingPlan) -> None:
    session().train.form_plan = plan
    st.session_state[widget_keys.PLAN_NORMAL] = list(plan.normal)
    st.session_state[widget_keys.PLAN_DETECTOR] = plan.detector
    st.session_state[widget_keys.PLAN_SEED] = plan.seed
    st.session_state[widget_keys.PLAN_MAX_DIGITS] = plan.most_digits
    st.session_state[widget_keys.PLAN_CONTAMINATION] = round(100 * plan.contamination)
    _fill_in_settings(plan.detector, plan.settings)


def _fill_in_settings(detector: str, settings: Any) -> None:
    for field in fields(settings):
        key = widget_keys.plan_setting(detector, field.name)
        st.session_state[key] = getattr(settings, field.name)


def _recipes(detector: str, now: Any) -> None:
    """Offer a detector's recipes, and mark the one that the settings equal."""
    st.caption(t("plan.recipe"), help=t("plan.recipe_help"))
    for name, settings in DETECTORS[detector].recipes.items():
        st.button(
            display_name("recipe", name),
            type="tertiary",
            icon=":material/check:" if settings == now else None,
            on_click=_fill_in_settings,
            args=(detector, settings),
            key=f"recipe_{name}",
        )


def _settings(detector: str) -> None:
    """Ask for each of a detector's settings; the less common ones on demand."""
    default = recipe(detector)
    allowed = allowed_values(type(default))
    names = [field.name for field in fields(default)]
    for name in names:
        key = widget_keys.plan_setting(detector, name)
        st.session_state.setdefault(key, getattr(default, name))
    for name in (name for name in COMMON_SETTINGS if name in names):
        _setting(detector, name, allowed.get(name))
    others = [name for name in names if name not in COMMON_SETTINGS]
    if others:
        with st.expander(t("plan.more")):
            for name in others:
                _setting(detector, name, allowed.get(name))


def _setting(detector: str, name: str, allowed: Range | Choice | None) -> None:
    """Ask for one setting."""
    key = widget_keys.plan_setting(detector, name)
    common: dict[str, Any] = {"key": key, "help": help_text(name)}
    label = display_name("setting", name)
    if allowed is None:
        st.toggle(label, **common)
    elif isinstance(allowed, Choice):
        st.selectbox(label, allowed.options, format_func=describe_value, **common)
    elif name in STEPS:
        value = st.session_state[key]
        # A slider would take a tuple for both ends of a range.
        is_tuple = isinstance(value, tuple)
        choose: Any = st.selectbox if is_tuple else st.select_slider
        steps = [step for step in STEPS[name] if is_tuple or allowed.low <= step <= allowed.high]
        choose(label, _with(steps, value), format_func=describe_value, **common)
    else:
        st.number_input(label, allowed.low, allowed.high, **common)


def _about_digits(digits: Digits) -> None:
    """Ask how many digits to fit on, how many of them anomalous, and for the seed."""
    with st.expander(t("plan.digits")):
        counts = [count for count in COUNTS if count < _available(digits)]
        options = [*_with(counts, st.session_state[widget_keys.PLAN_MAX_DIGITS]), None]
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


def _available(digits: Digits) -> int:
    """Return the number of normal digits to fit on; 0 where those chosen make no sense."""
    try:
        return _count(digits, tuple(sorted(st.session_state[widget_keys.PLAN_NORMAL])), None, 0.0)
    except UserError:
        return 0


def _with(options: Sequence[Any], value: Any) -> list[Any]:
    """Return options, ascending, with `value` inserted where it is missing."""
    if value is None or value in options:
        return list(options)
    return sorted([*options, value])
