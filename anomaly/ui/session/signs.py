"""A person's own sign before it is trained: its pictures, and where a reload finds them."""

import streamlit as st

from anomaly.errors import UserError
from anomaly.storage.drafts import Draft, Example, load_draft, save_draft
from anomaly.training.signs import GIVEN
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import widget_keys
from anomaly.ui.session.session import session
from anomaly.ui.session.tray import Tray


def keep_draft() -> None:
    """Store what was given where a page that is loaded again finds it."""
    own = session().own
    own.stored = None
    if not own.tray.examples:
        return
    try:
        own.stored = save_draft(Draft(own.tray.examples, own.name))
    except UserError as problem:
        own.problems = [*own.problems, UserError("own.not_kept", problem=problem)]


def name_sign(name: str) -> None:
    """Call the sign so, before the widget that asks for its name is drawn."""
    session().own.name = st.session_state[widget_keys.OWN_NAME] = name


def adopt(trained: TrainedDetector) -> None:
    """Go on with the pictures that a detector was trained on, unless there are others at hand."""
    own = session().own
    own.detector = trained.plan.detector
    st.session_state[widget_keys.OWN_DETECTOR] = own.detector
    if trained.signs is None or own.tray.examples:
        return
    pictures = zip(trained.signs.pixels.numpy(), trained.signs.labels.tolist(), strict=True)
    own.tray = Tray(tuple(Example(picture, label == GIVEN) for picture, label in pictures))


def open_draft(key: str) -> None:
    """Go on with the pictures of a draft, unless they are those at hand."""
    own = session().own
    if key == own.stored:
        return
    draft = load_draft(key)
    if draft is None:
        own.problems = (UserError("own.gone"),)
    else:
        own.tray.fill(draft.examples)
        own.stored = key
        name_sign(draft.name)
