"""What to train: the digits, the network, and how it is fitted."""

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

import streamlit as st

from anomaly.data.digits import LABELS, Digits, split_one_class
from anomaly.detectors import DETECTORS, Choice, Range, allowed_values, recipe
from anomaly.errors import UserError
from anomaly.reports.describe import describe_value
from anomaly.text import display_name, help_text, t
from anomaly.training.plan import MAX_CONTAMINATION, TrainingPlan

# What is worth trying of a setting; any other value its range allows can come from a stored plan.
STEPS: dict[str, tuple[Any, ...]] = {
    "components": (1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 196, 256, 784),
    "neighbours": (1, 2, 3, 5, 10, 20, 30, 50, 100),
    "evenness": (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1000.0),
    "restraint": (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 100.0),
    "latent": (1, 2, 4, 8, 16, 32, 64, 128, 256, 784),
    "hidden": ((), (64,), (128,), (256, 128), (512, 256), (512, 256, 128), (1024, 512, 256, 128)),
    "epochs": (1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100, 200),
    "batch_size": (1, 4, 16, 32, 64, 128, 256, 512, 1024, 4096, 60_000),
    "least_updates": (0, 100, 300, 700, 1500, 3000),
    "learning_rate": (1e-5, 1e-4, 3e-4, 1e-3, 2e-3, 4e-3, 1e-2, 3e-2, 0.1, 1.0, 10.0),
    "channels": (4, 8, 16, 32, 64),
    "width": (32, 64, 128, 256, 512, 1024),
    "beta": (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0),
    "noise": (0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 1.0),
    "cycle": (0.0, 1.0, 3.0, 10.0, 30.0, 100.0),
    "alpha": (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0),
    "divergence": (0.0, 5e-4, 1e-3, 2e-3, 5e-3, 0.02),
    "adversarial": (0.0, 1e-3, 0.01, 0.03, 0.1, 1.0),
    "search_steps": (0, 10, 30, 60, 100, 200, 500),
    "search_rate": (0.01, 0.03, 0.1, 0.3),
    "discrimination": (0.0, 0.1, 0.3, 0.5, 1.0),
    "prior": (0.0, 1.0, 4.0, 16.0, 50.0),
    "weight_decay": (0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2),
}
COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
SEEDS = 2**31 - 1
FIRST = (
    "latent",
    "hidden",
    "epochs",
    "learning_rate",
    "components",
    "neighbours",
)  # what most people turn


def plan_form(digits: Digits, shown: TrainingPlan) -> TrainingPlan:
    """Ask for a plan, starting from the one whose training or result is shown.

    Nothing is written to a setting while people turn it: the page may have moved on by the time it
    hears of it, and would take back what they did meanwhile.

    Parameters
    ----------
    digits : Digits
        Those to train on.
    shown : TrainingPlan

    Raises
    ------
    UserError
        If it makes no sense, or the digits are too few for it.
    """
    state = st.session_state
    if state.get("form_of") != shown:
        state.form_of = shown
        _fill_in(shown)
    elif "plan_normal" not in state:  # on return from another page
        _fill_in(state.form_plan)
    st.pills(t("sidebar.normal"), LABELS, selection_mode="multi", key="plan_normal", wrap=True)
    detector = st.selectbox(
        t("sidebar.detector"),
        list(DETECTORS),
        format_func=lambda name: display_name("detector", name),
        key="plan_detector",
    )
    recipes = st.container(horizontal=True, vertical_alignment="center", gap="small")
    _settings(detector)
    _about_digits(digits)
    with recipes:
        _recipes(detector, _settings_asked(detector))
    asked = read_form()
    digits_to_fit(asked, digits)
    state.form_plan = asked
    return asked


def read_form() -> TrainingPlan:
    """Return what the form asks for, as the browser last told it.

    Raises
    ------
    UserError
        If it makes no sense.
    """
    state = st.session_state
    return TrainingPlan(
        detector=state.plan_detector,
        settings=_settings_asked(state.plan_detector),
        normal=tuple(state.plan_normal),
        seed=int(state.plan_seed),
        most_digits=state.plan_most,
        contamination=state.plan_contamination / 100,
    )


def _settings_asked(detector: str) -> Any:
    default = recipe(detector)
    names = [field.name for field in fields(default)]
    return replace(default, **{name: st.session_state[_key(detector, name)] for name in names})


def hold_form(plan: TrainingPlan) -> None:
    """Leave the form as it is once `plan` is what is shown; people may ask for the next by then."""
    st.session_state.form_of = plan


def _fill_in(plan: TrainingPlan) -> None:
    state = st.session_state
    state.form_plan = plan
    state.plan_normal = list(plan.normal)
    state.plan_detector = plan.detector
    state.plan_seed = plan.seed
    state.plan_most = plan.most_digits
    state.plan_contamination = round(100 * plan.contamination)
    _fill_in_settings(plan.detector, plan.settings)


def _fill_in_settings(detector: str, settings: Any) -> None:
    for field in fields(settings):
        st.session_state[_key(detector, field.name)] = getattr(settings, field.name)


def _key(detector: str, name: str) -> str:
    return f"plan_{detector}_{name}"


def _recipes(detector: str, now: Any) -> None:
    """Offer a detector's recipes, and mark the one that the settings are."""
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
    """Ask for each of a detector's settings; the first few at once, the others on demand."""
    default = recipe(detector)
    allowed = allowed_values(type(default))
    names = [field.name for field in fields(default)]
    for name in names:
        st.session_state.setdefault(_key(detector, name), getattr(default, name))
    for name in (name for name in FIRST if name in names):
        _setting(_key(detector, name), name, allowed.get(name))
    others = [name for name in names if name not in FIRST]
    if others:
        with st.expander(t("plan.more")):
            for name in others:
                _setting(_key(detector, name), name, allowed.get(name))


def _setting(key: str, name: str, allowed: Range | Choice | None) -> None:
    """Ask for one setting."""
    common: dict[str, Any] = {"key": key, "help": help_text(name)}
    label = display_name("setting", name)
    if allowed is None:
        st.toggle(label, **common)
    elif isinstance(allowed, Choice):
        st.selectbox(label, allowed.options, format_func=describe_value, **common)
    elif name in STEPS:
        value = st.session_state[key]
        # a slider would take a tuple for both ends of a range
        several = isinstance(value, tuple)
        choose: Any = st.selectbox if several else st.select_slider
        steps = [step for step in STEPS[name] if several or allowed.low <= step <= allowed.high]
        choose(label, _with(steps, value), format_func=describe_value, **common)
    else:
        st.number_input(label, allowed.low, allowed.high, **common)


def _about_digits(digits: Digits) -> None:
    """Ask how many digits to fit on, how many of them strange, and where chance begins."""
    state = st.session_state
    with st.expander(t("plan.digits")):
        counts = [count for count in COUNTS if count < _available(digits)]
        options = [*_with(counts, state.plan_most), None]
        st.select_slider(
            t("setting.most_digits"),
            options,
            format_func=lambda count: t("plan.all") if count is None else f"{count:,}",
            key="plan_most",
            help=t("setting.most_digits_help"),
        )
        st.slider(
            t("setting.contamination"),
            0,
            round(100 * MAX_CONTAMINATION),
            format="%d%%",
            key="plan_contamination",
            help=t("setting.contamination_help"),
        )
        st.number_input(
            t("setting.seed"),
            0,
            SEEDS,
            key="plan_seed",
            help=t("setting.seed_help"),
        )


def digits_to_fit(plan: TrainingPlan, digits: Digits) -> int:
    """Return how many digits a plan fits on.

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
    """Return how many normal digits there are to fit on; 0 where those chosen make no sense."""
    try:
        return _count(digits, tuple(sorted(st.session_state.plan_normal)), None, 0.0)
    except UserError:
        return 0


def _with(options: Sequence[Any], value: Any) -> list[Any]:
    """Return options, ascending, with one more if `value` is not among them."""
    if value is None or value in options:
        return list(options)
    return sorted([*options, value])
