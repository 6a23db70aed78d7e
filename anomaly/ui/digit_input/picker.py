"""Where a digit comes from: a drawing, a held-out sample, or a picture file."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
import torch
from streamlit.delta_generator import DeltaGenerator
from torch import Tensor

from anomaly.data.digits import LABELS, Digits
from anomaly.errors import UserError
from anomaly.preprocessing.image_file import MAX_MEGABYTES, read_picture
from anomaly.preprocessing.pipeline import CanvasSettings, Trace, trace
from anomaly.text import t
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.digit_input.drawing import draw_canvas
from anomaly.ui.digit_input.steps import canvas_settings

SOURCES = ("drawing", "sample", "upload")
MIXED = "mixed"  # in place of a digit
GRID, GRID_COLUMNS = 30, 6  # samples shown at a time


@dataclass(frozen=True)
class Picked:
    """The digit at hand.

    Attributes
    ----------
    digit : Tensor or None
        float32 (28, 28) in [0, 1]; None where there is nothing to judge.
    origin : str
        What it is, in words.
    problem : str
        The sentence that says why there is none.
    sample : tuple or None
        The digits' source and its row among the test digits, where a person or a link chose one.
    trace : Trace or None
        How it came from a drawing or a file.
    """

    digit: Tensor | None
    origin: str
    problem: str = ""
    sample: tuple[str, int] | None = None
    trace: Trace | None = None


def pick_digit(
    digits: Digits, anomalous: tuple[int, ...]
) -> tuple[Picked, Sequence[DeltaGenerator]]:
    """Draw the canvas and return the digit chosen last in any of the three tabs.

    The other two tabs are left for `fill_tabs`, so that the verdict need not wait for them.
    """
    state = st.session_state
    key = f"{state.page}_tab"  # another page's tabs are others
    if key not in state and state.get("strokes"):  # else the first, where a canvas waits
        state[key] = t(f"tab.{state.source}")
    tabs = [t(f"tab.{source}") for source in SOURCES]
    draw, *others = st.tabs(tabs, key=key, on_change=_turn_to_tab, args=(key,))
    with draw:
        drawing = draw_canvas()
    return _picked(digits, anomalous, drawing), others


def _turn_to_tab(key: str) -> None:
    """Judge the drawing or the picture in the tab that a person turned to, where there is one."""
    state = st.session_state
    if state[key] == t("tab.drawing") and state.get("strokes"):
        _use("drawing")
    elif state[key] == t("tab.upload") and state.get("picture") is not None:
        _use("upload")


def fill_tabs(
    tabs: Sequence[DeltaGenerator],
    digits: Digits,
    normal: tuple[int, ...],
    anomalous: tuple[int, ...],
) -> None:
    """Draw the tabs that `pick_digit` left: samples and upload."""
    samples, upload = tabs
    with samples, st.container(key="samples"):
        _samples_tab(digits, normal, anomalous)
    with upload:
        _upload_tab()


def _picked(digits: Digits, anomalous: tuple[int, ...], drawing: bytes | None) -> Picked:
    state = st.session_state
    if state.source == "drawing":
        return _picked_picture(drawing, t("origin.drawing"))
    if state.source == "upload" and state.get("picture") is not None:
        return _picked_picture(state.picture, t("origin.upload"))
    if state.sample is not None and _sample_row(digits) is None:
        st.caption(t("samples.elsewhere"))
    return _picked_sample(digits, anomalous)


def _picked_sample(digits: Digits, anomalous: tuple[int, ...]) -> Picked:
    """Return the chosen test digit, or the first anomalous one where none of these was chosen."""
    row = _sample_row(digits)
    if row is None:
        row = _first_of(digits, anomalous)
    one = digits.test[torch.tensor([row])]
    origin = t("origin.sample", label=int(one.labels))
    return Picked(one.images.view(28, 28), origin, sample=st.session_state.sample)


def _use(source: str) -> None:
    st.session_state.source = source


def _samples_tab(digits: Digits, normal: tuple[int, ...], anomalous: tuple[int, ...]) -> None:
    """A label filter, "surprise me", and a grid of held-out digits to click."""
    state = st.session_state
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("samples.filter"),
            [MIXED, *LABELS],
            format_func=lambda one: t("samples.any") if one == MIXED else str(one),
            key="sample_label",
            label_visibility="collapsed",
            width=120,
            persist_state="session",
        )
        st.button(
            t("samples.surprise"),
            icon=":material/shuffle:",
            on_click=_surprise,
            args=(digits, (*normal, *anomalous)),
        )
    rows = _grid_rows(digits, _labels_in((*normal, *anomalous)), state.get("grid_seed", 0))

    def choose() -> None:
        clicked = state.sample_grid.get("chosen")
        if clicked in rows:
            state.sample = (digits.source, int(clicked))
            _use("sample")

    shown = digits.test[torch.tensor(rows)]
    sample_grid(
        shown.pixels.numpy(),
        rows,
        [t("samples.name", label=label) for label in shown.labels.tolist()],
        "sample_grid",
        choose,
        chosen=_sample_row(digits) if state.source == "sample" else None,
        columns=GRID_COLUMNS,
    )
    st.caption(t(f"samples.source_{digits.source}"))


def _labels_in(labels: tuple[int, ...]) -> tuple[int, ...]:
    """Return the digit that a person wants to see, or else all of those in play."""
    label = st.session_state.sample_label
    return (label,) if label in LABELS else labels


def _grid_rows(digits: Digits, labels: tuple[int, ...], seed: int) -> list[int]:
    """Choose the rows to show."""
    rows = torch.isin(digits.test.labels, torch.tensor(labels)).nonzero().squeeze(1)
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(seed))
    return sorted(rows[order[:GRID]].tolist())


def _surprise(digits: Digits, labels: tuple[int, ...]) -> None:
    """Pick any held-out digit of the label chosen or else of these, and show others in the grid."""
    state = st.session_state
    rows = torch.isin(digits.test.labels, torch.tensor(_labels_in(labels))).nonzero().squeeze(1)
    state.sample = (digits.source, int(random.choice(rows.tolist())))
    state.grid_seed = random.randrange(1 << 30)
    _use("sample")


def _upload_tab() -> None:
    """Take a file or a photo."""
    if st.toggle(t("upload.camera"), key="camera"):
        st.camera_input(t("upload.photo"), key="photo", on_change=_take, args=("photo",))
    else:
        st.file_uploader(
            t("upload.file"),
            type=["png", "jpg", "jpeg", "webp"],
            key="upload",
            max_upload_size=MAX_MEGABYTES,
            on_change=_take,
            args=("upload",),
        )


def _take(key: str) -> None:
    """Keep the bytes of a file or a photo, which outlive the page it was given on."""
    file = st.session_state.get(key)
    st.session_state.picture = None if file is None else file.getvalue()
    if file is None:
        _use("drawing" if st.session_state.get("strokes") else "sample")
    else:
        _use("upload")


def _picked_picture(data: bytes | None, origin: str) -> Picked:
    if data is None:
        return Picked(None, origin, t("canvas.blank"))
    try:
        traced = _trace(data, canvas_settings())
    except UserError as problem:
        return Picked(None, origin, str(problem))
    if traced.digit is None:
        return Picked(None, origin, t(traced.problem or "canvas.blank"), trace=traced)
    return Picked(torch.from_numpy(traced.digit.copy()), origin, trace=traced)


def follow_drawing(drawing: bytes | None) -> None:
    """Have a drawing made beside other things be the last one; None where it was cleared."""
    if drawing is not None:
        _picked_picture(drawing, t("origin.drawing"))
    elif st.session_state.source == "drawing":
        st.session_state.traced = st.session_state.traced_from = None


def digit_at_hand(digits: Digits, anomalous: tuple[int, ...]) -> tuple[Tensor | None, str]:
    """Return the digit judged last in the playground, and what it is in words.

    A digit is float32 (28, 28) in [0, 1]; None where a drawing or a file shows none.
    """
    source = st.session_state.source
    if source == "sample":
        picked = _picked_sample(digits, anomalous)
        return picked.digit, picked.origin
    return last_drawing(), t(f"origin.{source}")


def last_drawing() -> Tensor | None:
    """Return the digit that was drawn or uploaded last, float32 (28, 28), if there is one."""
    traced: Trace | None = st.session_state.get("traced")
    return None if traced is None or traced.digit is None else torch.from_numpy(traced.digit.copy())


def _trace(data: bytes, settings: CanvasSettings) -> Trace:
    """Follow a picture to its digit; the last one is kept, since every new threshold asks again."""
    state = st.session_state
    asked = (data, settings)
    if state.get("traced_from") != asked:
        state.traced, state.traced_from = trace(read_picture(data), settings), asked
    traced: Trace = state.traced
    return traced


def _sample_row(digits: Digits) -> int | None:
    """Return the row of the chosen sample where it is one of these digits."""
    source, row = st.session_state.sample or ("", 0)
    return row if source == digits.source and row < len(digits.test) else None


def _first_of(digits: Digits, labels: tuple[int, ...]) -> int:
    return int(torch.isin(digits.test.labels, torch.tensor(labels)).nonzero()[0])
