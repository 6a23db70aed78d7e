"""What to train: the digits, the network, and how it is fitted."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import Any

import streamlit as st

from anomaly.data import LABELS, Digits, split_one_class
from anomaly.detectors import DETECTORS, Range, ranges, recipe
from anomaly.scorecard import tell_value
from anomaly.text import Problem, say
from anomaly.training import MOST_CONTAMINATION, TrainingPlan

# What is worth trying of a setting; any other value its range allows can come from a stored plan.
STEPS: dict[str, tuple[Any, ...]] = {
    "latent": (1, 2, 4, 8, 16, 32, 64, 128, 256, 784),
    "hidden": ((), (64,), (128,), (256, 128), (512, 256), (512, 256, 128), (1024, 512, 256, 128)),
    "epochs": (1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100, 200),
    "batch_size": (1, 4, 16, 32, 64, 128, 256, 512, 1024, 4096, 60_000),
    "least_updates": (0, 100, 300, 700, 1500, 3000),
    "learning_rate": (1e-5, 1e-4, 3e-4, 1e-3, 2e-3, 4e-3, 1e-2, 3e-2, 0.1, 1.0, 10.0),
    "weight_decay": (0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2),
}
COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
SEEDS = 2**31 - 1
FIRST = ("latent", "hidden", "epochs", "learning_rate")  # what most people turn


def plan_form(digits: Digits, shown: TrainingPlan) -> TrainingPlan | None:
    """Ask for a plan, starting from the one whose result is shown; None where it makes no sense.

    Parameters
    ----------
    digits : Digits
        Those to train on.
    shown : TrainingPlan
    """
    state = st.session_state
    if state.get("form_of") != shown:
        state.form_of = shown
        _fill_in(shown)
    st.pills(
        say("sidebar.normal"),
        LABELS,
        selection_mode="multi",
        key="plan_normal",
        wrap=True,
        persist_state="session",
    )
    with st.container(horizontal=True):
        detector = st.selectbox(
            say("sidebar.detector"),
            list(DETECTORS),
            format_func=lambda name: say(f"detector.{name}"),
            key="plan_detector",
            on_change=_take_recipe,
            persist_state="session",
        )
        recipes = list(DETECTORS[detector].recipes)
        st.selectbox(
            say("plan.recipe"),
            recipes,
            format_func=lambda name: say(f"recipe.{name}"),
            index=None,
            placeholder=say("plan.own_recipe"),
            key="plan_recipe",
            on_change=_take_recipe,
            help=say("plan.recipe_help"),
            persist_state="session",
        )
    try:
        settings = _settings(detector)
        return TrainingPlan(
            detector=detector,
            settings=settings,
            normal=tuple(state.plan_normal),
            **_about_digits(digits),
        )
    except Problem as problem:
        st.error(str(problem), icon=":material/error:")
        return None


def fill_in(plan: TrainingPlan) -> None:
    """Have the form ask for a plan."""
    st.session_state.form_of = None
    _fill_in(plan)


def _fill_in(plan: TrainingPlan) -> None:
    state = st.session_state
    state.plan_normal = list(plan.normal)
    state.plan_detector = plan.detector
    state.plan_seed = plan.seed
    state.plan_most = plan.most_digits
    state.plan_contamination = round(100 * plan.contamination)
    _fill_in_settings(plan.settings)
    _match_recipe()


def _fill_in_settings(settings: Any) -> None:
    for field in fields(settings):
        st.session_state[f"plan_{field.name}"] = getattr(settings, field.name)


def _take_recipe() -> None:
    """Fill in the settings of the recipe that was chosen."""
    state = st.session_state
    recipes = DETECTORS[state.plan_detector].recipes
    if state.plan_recipe not in recipes:
        state.plan_recipe = "default"
    _fill_in_settings(recipes[state.plan_recipe])


def _match_recipe() -> None:
    """Name the recipe that the settings are, if they are one."""
    state = st.session_state
    recipes = DETECTORS[state.plan_detector].recipes
    now = {field: state.get(f"plan_{field}") for field in asdict(recipes["default"])}
    state.plan_recipe = next((name for name in recipes if vars(recipes[name]) == now), None)


def _settings(detector: str) -> Any:
    """Ask for each of a detector's settings; the first few at once, the others on demand."""
    default = recipe(detector)
    allowed = ranges(type(default))
    names = [field.name for field in fields(default)]
    for name in (name for name in names if name in FIRST):
        _setting(name, allowed.get(name))
    with st.expander(say("plan.more")):
        for name in (name for name in names if name not in FIRST):
            _setting(name, allowed.get(name))
    return replace(default, **{name: st.session_state[f"plan_{name}"] for name in names})


def _setting(name: str, allowed: Range | None) -> None:
    """Ask for one setting."""
    common: dict[str, Any] = {
        "key": f"plan_{name}",
        "help": say(f"setting.{name}_help"),
        "on_change": _match_recipe,
        "persist_state": "session",
    }
    label = say(f"setting.{name}")
    if allowed is None:
        st.toggle(label, **common)
    elif name in STEPS:
        value = st.session_state[f"plan_{name}"]
        # a slider would take a tuple for both ends of a range
        choose: Any = st.selectbox if isinstance(value, tuple) else st.select_slider
        choose(label, _with(STEPS[name], value), format_func=tell_value, **common)
    else:
        st.number_input(label, allowed.low, allowed.high, **common)


def _about_digits(digits: Digits) -> dict[str, Any]:
    """Ask how many digits to fit on, how many of them strange, and where chance begins."""
    state = st.session_state
    with st.expander(say("plan.digits")):
        counts = [count for count in COUNTS if count < _available(digits, state.plan_normal)]
        options = [*_with(counts, state.plan_most), None]
        st.select_slider(
            say("setting.most_digits"),
            options,
            format_func=lambda count: say("plan.all") if count is None else f"{count:,}",
            key="plan_most",
            help=say("setting.most_digits_help"),
            persist_state="session",
        )
        st.slider(
            say("setting.contamination"),
            0,
            round(100 * MOST_CONTAMINATION),
            format="%d%%",
            key="plan_contamination",
            help=say("setting.contamination_help"),
            persist_state="session",
        )
        st.number_input(
            say("setting.seed"),
            0,
            SEEDS,
            key="plan_seed",
            help=say("setting.seed_help"),
            persist_state="session",
        )
    return {
        "seed": int(state.plan_seed),
        "most_digits": state.plan_most,
        "contamination": state.plan_contamination / 100,
    }


def _available(digits: Digits, normal: Sequence[int]) -> int:
    """Return how many digits there are to fit on; 0 where the normal digits make no sense."""
    try:
        return len(split_one_class(digits, tuple(normal)).fit)
    except Problem:
        return 0


def _with(options: Sequence[Any], value: Any) -> list[Any]:
    """Return options, ascending, with one more if `value` is not among them."""
    if value is None or value in options:
        return list(options)
    return sorted([*options, value])
