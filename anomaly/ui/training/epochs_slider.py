"""The slider for the number of epochs, which shows how many there will be.

With few digits a network is fitted for more epochs than its plan asks for, so that it gets its
least number of updates. The slider begins there, and a plan that asks for fewer keeps its value.
"""

from dataclasses import replace

import streamlit as st

from anomaly.detectors import FitSettings, recipe
from anomaly.text import display_name, help_text
from anomaly.ui.session import widget_keys
from anomaly.ui.session.pages import EpochsSlider
from anomaly.ui.session.session import session
from anomaly.ui.training.setting_steps import STEPS

MAX_EPOCHS = 1000  # that a plan may ask for


def epochs_asked(detector: str) -> int:
    """Return the number of epochs for the plan, by the value the browser sent last."""
    asked: int = st.session_state[widget_keys.plan_setting(detector, "epochs")]
    slider = session().train.epochs_slider
    if slider is None or slider.detector != detector:
        return asked
    key = slider.key
    shown: int = st.session_state.get(key, max(asked, slider.least))
    if shown == max(asked, slider.least):
        return asked
    default: int = recipe(detector).epochs
    return default if default <= slider.least == shown else shown


def ask_epochs(detector: str, settings: FitSettings, count: int | None) -> None:
    """Ask for the number of epochs.

    Parameters
    ----------
    detector : str
    settings : FitSettings
        As asked for so far.
    count : int or None
        Number of digits to fit on; None where the digits chosen make no sense.
    """
    least = 1 if count is None else replace(settings, epochs=1).schedule_length(count)[0]
    asked = epochs_asked(detector)
    st.session_state[widget_keys.plan_setting(detector, "epochs")] = asked
    key, shown = widget_keys.plan_epochs(detector, least), max(asked, least)
    session().train.epochs_slider = EpochsSlider(detector, key, least)
    # Only where it differs, or a late run would take back what was chosen meanwhile.
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
    options = epoch_options(asked, least)
    st.select_slider(
        display_name("setting", "epochs"),
        options,
        format_func=lambda epochs: f"{epochs:,}",
        key=key,
        help=help_text("epochs"),
        disabled=len(options) == 1,
    )


def epoch_options(asked: int, least: int) -> list[int]:
    """Return the numbers of epochs to offer, ascending from `least`, with the one asked for."""
    more = {step for step in (*STEPS["epochs"], asked) if step > least}
    if not more and least < MAX_EPOCHS:
        more = {min(2 * least, MAX_EPOCHS)}
    return [least, *sorted(more)]
