"""The form that asks what to train: the digits, the network, and how it is fitted."""

from dataclasses import fields, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, recipe
from anomaly.reports.describe import describe_value
from anomaly.text import display_name, help_text, t
from anomaly.training.plan import TrainingPlan
from anomaly.ui.panels.normal_row import normal_row
from anomaly.ui.session import widget_keys
from anomaly.ui.session.normal_digits import choose_normal, chosen_normal
from anomaly.ui.session.presentation import shown_of
from anomaly.ui.session.session import current_presentation, session
from anomaly.ui.training.digits_form import MAX_SEED, ask_about_digits, count_asked, digits_to_fit
from anomaly.ui.training.epochs_slider import ask_epochs, epochs_asked
from anomaly.ui.training.setting_steps import STEPS, with_value
from anomaly.validation import Choice, Range, allowed_values

COMMON_SETTINGS = (  # shown without opening "more"
    "latent",
    "hidden",
    "epochs",
    "learning_rate",
    "components",
    "neighbours",
)
# Values that are forgotten when the page is left; where it was left while it was drawn, not all.
FORGOTTEN = (
    widget_keys.PLAN_DETECTOR,
    widget_keys.PLAN_SEED,
    widget_keys.PLAN_MAX_DIGITS,
    widget_keys.PLAN_CONTAMINATION,
)


def plan_form(
    digits: Digits, current: TrainingPlan, choice: DeltaGenerator, details: DeltaGenerator
) -> TrainingPlan:
    """Ask for a plan, starting from the one whose training or result is in view.

    Do not write widget values during interaction: a late rerun would overwrite newer input.

    Parameters
    ----------
    digits : Digits
        Digits to train on.
    current : TrainingPlan
    choice, details : DeltaGenerator
        Containers for digits, detector and recipe, and for single settings.

    Raises
    ------
    UserError
        If the plan makes no sense, or the digits are too few for it.
    """
    train = session().train
    if train.form_of != current:
        train.form_of = current
        _fill_in(current)
    elif any(key not in st.session_state for key in FORGOTTEN):  # on return from another page
        _fill_in(train.form_plan or current)
    with choice:
        normal_row(widget_keys.PLAN_NORMAL)
        detector = st.selectbox(
            t("sidebar.detector"),
            shown_of(
                DETECTORS,
                current_presentation().detectors,
                st.session_state[widget_keys.PLAN_DETECTOR],
            ),
            format_func=lambda name: display_name("detector", name),
            key=widget_keys.PLAN_DETECTOR,
        )
    with details:
        _details(detector, digits)
    with choice:
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
        normal=chosen_normal(widget_keys.PLAN_NORMAL),
        seed=int(st.session_state[widget_keys.PLAN_SEED]),
        most_digits=st.session_state[widget_keys.PLAN_MAX_DIGITS],
        contamination=st.session_state[widget_keys.PLAN_CONTAMINATION] / 100,
    )


def _settings_asked(detector: str) -> Any:
    default = recipe(detector)
    names = [field.name for field in fields(default)]
    keys = {name: widget_keys.plan_setting(detector, name) for name in names}
    values = {name: st.session_state[key] for name, key in keys.items()}
    if "epochs" in values:
        values["epochs"] = epochs_asked(detector)
    return replace(default, **values)


def fill_in_again(plan: TrainingPlan) -> None:
    """Fill the form in with a plan, without taking over the one in view."""
    train, context = session().train, session().context
    if context is not None:
        train.form_of = context.trained.plan if train.job is None else train.job.plan
        _fill_in(plan)


def _fill_in(plan: TrainingPlan) -> None:
    session().train.form_plan = plan
    choose_normal(widget_keys.PLAN_NORMAL, plan.normal)
    st.session_state[widget_keys.PLAN_DETECTOR] = plan.detector
    st.session_state[widget_keys.PLAN_SEED] = min(plan.seed, MAX_SEED)
    st.session_state[widget_keys.PLAN_MAX_DIGITS] = plan.most_digits
    st.session_state[widget_keys.PLAN_CONTAMINATION] = round(100 * plan.contamination)
    _fill_in_settings(plan.detector, plan.settings)


def _fill_in_settings(detector: str, settings: Any) -> None:
    session().train.epochs_slider = None
    for field in fields(settings):
        key = widget_keys.plan_setting(detector, field.name)
        st.session_state[key] = getattr(settings, field.name)


def _recipes(detector: str, now: Any) -> None:
    """Offer a detector's recipes, and mark the one that the settings equal, if any."""
    recipes, key = DETECTORS[detector].recipes, widget_keys.plan_recipe(detector)
    equal = next((name for name in recipes if recipes[name] == now), None)
    if st.session_state.get(key) != equal:
        st.session_state[key] = equal
    st.segmented_control(
        t("plan.recipe"),
        list(recipes),
        required=True,
        format_func=lambda name: display_name("recipe", name),
        key=key,
        help=t("plan.recipe_help"),
        on_change=_choose_recipe,
        args=(detector,),
        width="stretch" if len(recipes) > 1 else "content",
        wrap=False,
    )


def _choose_recipe(detector: str) -> None:
    name = st.session_state[widget_keys.plan_recipe(detector)]
    if name is not None:
        _fill_in_settings(detector, recipe(detector, name))


def _details(detector: str, digits: Digits) -> None:
    """Ask for each of a detector's settings, and about the digits; the less common on demand."""
    default = recipe(detector)
    allowed = allowed_values(type(default))
    names = [field.name for field in fields(default)]
    for name in names:
        key = widget_keys.plan_setting(detector, name)
        st.session_state.setdefault(key, getattr(default, name))
    with st.container(key="plan_common"):
        for name in (name for name in COMMON_SETTINGS if name in names):
            if name == "epochs":
                ask_epochs(detector, _settings_asked(detector), count_asked(digits))
            else:
                _setting(detector, name, allowed.get(name))
    with st.expander(t("plan.more"), icon=":material/tune:"):
        for name in names:
            if name not in COMMON_SETTINGS:
                _setting(detector, name, allowed.get(name))
        ask_about_digits(digits)


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
        choose(label, with_value(steps, value), format_func=describe_value, **common)
    else:
        st.number_input(label, allowed.low, allowed.high, **common)
