"""The steps from a drawing to the digit a model sees, each to look at and to switch off."""

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
import streamlit as st
from PIL import Image

from anomaly.preprocessing.pipeline import WHOLE_SPECK_SHARE, CanvasSettings, Trace
from anomaly.text import t
from anomaly.ui.session import widget_keys
from anomaly.ui.session.session import session

SWITCHES = tuple(field.name for field in fields(CanvasSettings) if field.type in (bool, "bool"))
THUMBNAIL = 96  # pixels
KEY = "steps"  # of what opens


def canvas_settings() -> CanvasSettings:
    """Return the steps as switched on and off in this session.

    Where a person's own sign is normal, small marks count: they may be part of it.
    """
    switches = {name: st.session_state.get(widget_keys.step(name), True) for name in SWITCHES}
    settings = replace(CanvasSettings(), **switches)
    return replace(settings, speck_share=WHOLE_SPECK_SHARE) if is_of_signs() else settings


def is_of_signs() -> bool:
    """Return whether the detector in view is one of a person's own sign, not of digits."""
    context = session().context
    return context is not None and context.trained.is_of_signs


def steps_off() -> tuple[str, ...]:
    """Return the names of the steps that are switched off in this session."""
    settings = canvas_settings()
    return tuple(name for name in SWITCHES if not getattr(settings, name))


def close_steps() -> None:
    """Close the steps in the next run, where they would lie over a dialog that it opens."""
    if KEY in st.session_state:
        st.session_state[KEY] = False


def show_steps(trace: Callable[[], Trace | None]) -> None:
    """Draw the button that opens the switches and the steps of the drawing at hand.

    Parameters
    ----------
    trace : callable
        Return the steps; called only while they are in view.
    """
    opened = st.popover(t("steps.open"), icon=":material/steps:", key=KEY, on_change="rerun")
    with opened:
        st.caption(t("steps.explain"))
        with st.container(horizontal=True):
            for name in SWITCHES:
                key = widget_keys.step(name)
                st.session_state.setdefault(key, True)
                st.checkbox(t(f"steps.{name}"), key=key, persist_state="session")
        traced = trace() if opened.open else None
        if traced is None or not traced.steps:
            st.caption(t("steps.none"))
            return
        with st.container(horizontal=True, gap="small"):
            for step in traced.steps:
                picture, name = thumbnail(step.picture, THUMBNAIL), t(f"step.{step.name}")
                st.image(picture, caption=name, width=THUMBNAIL, alt=name)


def thumbnail(picture: np.ndarray, size: int) -> Image.Image:
    """Return intensities (H, W) in [0, 1] as a square picture, small pixels kept sharp.

    Parameters
    ----------
    picture : ndarray
    size : int
        Pixels a side.
    """
    image = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
    side = max(image.size)
    square = Image.new("L", (side, side), 40)
    square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    resampling = Image.Resampling.NEAREST if side < size else Image.Resampling.BOX
    return square.resize((size, size), resampling)
