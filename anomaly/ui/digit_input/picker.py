"""Three tabs to choose the digit at hand: the canvas, held-out samples, and a picture file."""

import random
from collections.abc import Mapping
from typing import cast

import streamlit as st
import torch

from anomaly.data.digits import LABELS, Digits
from anomaly.preprocessing.image_file import MAX_MEGABYTES
from anomaly.text import format_label, name_sample, t
from anomaly.training.signs import are_signs
from anomaly.ui.components.loader import last_told
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.digit_input.digit_at_hand import sample_row, steps_at_hand
from anomaly.ui.digit_input.original import show_original
from anomaly.ui.digit_input.steps import is_of_signs
from anomaly.ui.session import widget_keys
from anomaly.ui.session._compat import DeletedFile, TabContainer
from anomaly.ui.session.presentation import shown_of
from anomaly.ui.session.session import Source, current_presentation, session, turn_to_source
from anomaly.ui.session.visitor import is_phone

SOURCES: tuple[Source, ...] = ("drawing", "sample", "upload")
MIXED = "mixed"  # in place of a digit
# Above the limit for pictures, so that a file that was cut in the page is refused in our words.
MAX_UPLOAD_MEGABYTES = MAX_MEGABYTES + 1
# With these, phones offer gallery and camera. The second is no type of file: without it, Chrome on
# Android offers the gallery alone (issues.chromium.org/issues/40937303).
PICTURES = ["image/*", "android/allowcamera"]
GRID_SIZE, GRID_COLUMNS = 30, 6  # samples shown at a time


def digit_tabs(digits: Digits, **others: str) -> dict[str, TabContainer]:
    """Draw three tabs, for the canvas, the samples and a file; fill the last two by `fill_tabs`.

    Parameters
    ----------
    digits : Digits
        Digits in use.
    **others : str
        Titles of further tabs, which choose no digit, by their names.

    Returns
    -------
    dict of str to TabContainer
        By source or name, without those that the session hides.
    """
    digit = session().digit
    key = widget_keys.tab(session().navigation.page)  # each page has tabs of its own
    if (
        key not in st.session_state and digit.drawing.strokes
    ):  # else the first, where a canvas waits
        turn_to_source(key)
    titles = {source: t(f"tab.{source}") for source in SOURCES} | others
    shown = shown_of(titles, current_presentation().tabs)
    tabs = st.tabs([titles[name] for name in shown], key=key, on_change=_turn_to_tab, args=(key,))
    is_sample = digit.source == "sample" or (digit.source == "upload" and digit.upload is None)
    if is_sample and digit.sample is not None and sample_row(digits) is None:
        st.caption(t("samples.elsewhere"))
    return dict(zip(shown, tabs, strict=True))


def _turn_to_tab(key: str) -> None:
    """Judge the drawing or the picture in the tab that a person turned to, where there is one."""
    digit = session().digit
    if st.session_state[key] == t("tab.drawing") and digit.drawing.strokes:
        digit.source = "drawing"
    elif st.session_state[key] == t("tab.upload") and digit.upload is not None:
        digit.source = "upload"


def fill_tabs(
    tabs: Mapping[str, TabContainer],
    digits: Digits,
    normal: tuple[int, ...],
    anomalous: tuple[int, ...],
) -> None:
    """Fill the tabs beside the canvas that are shown; samples only while they are in view."""
    samples, upload = tabs.get("sample"), tabs.get("upload")
    if samples is not None and samples.open:
        with samples, st.container(key="samples"):
            _samples_tab(digits, (*normal, *anomalous))
    if upload is not None:
        with upload:
            _upload_tab()
            show_original(steps_at_hand)


def _samples_tab(digits: Digits, labels: tuple[int, ...]) -> None:
    """Draw a label filter, "surprise me", and a grid of held-out digits to click."""
    digit = session().digit
    of_signs = are_signs(digits)
    options = digits.test.labels.unique().tolist() if of_signs else LABELS

    def name(label: object) -> str:
        return t("samples.any") if label == MIXED else format_label(cast(int, label), of_signs)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("samples.filter"),
            [MIXED, *options],
            format_func=name,
            key=widget_keys.sample_label(of_signs),
            label_visibility="collapsed",
            width=120,
            persist_state="session",
        )
        st.button(
            t("samples.surprise"),
            icon=":material/shuffle:",
            on_click=_surprise,
            args=(digits, labels),
        )
    rows = _grid_rows(digits, _labels_in(labels, of_signs), digit.grid_seed)

    def choose() -> None:
        clicked = last_told(widget_keys.SAMPLE_GRID, "chosen")
        if clicked in rows:
            digit.sample, digit.source = (digits.source, int(clicked)), "sample"

    samples = digits.test[torch.tensor(rows)]
    sample_grid(
        samples.pixels.numpy(),
        rows,
        [name_sample(label, of_signs) for label in samples.labels.tolist()],
        widget_keys.SAMPLE_GRID,
        choose,
        chosen=sample_row(digits) if digit.source == "sample" else None,
        columns=GRID_COLUMNS,
    )
    st.caption(t(f"samples.source_{digits.source}"))


def _labels_in(labels: tuple[int, ...], of_signs: bool) -> tuple[int, ...]:
    """Return the digit that the filter asks for, or else all of those in play."""
    label = st.session_state[widget_keys.sample_label(of_signs)]
    return (label,) if label in LABELS else labels


def _grid_rows(digits: Digits, labels: tuple[int, ...], seed: int) -> list[int]:
    """Choose the rows to show."""
    rows = torch.isin(digits.test.labels, torch.tensor(labels)).nonzero().squeeze(1)
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(seed))
    return sorted(rows[order[:GRID_SIZE]].tolist())


def _surprise(digits: Digits, labels: tuple[int, ...]) -> None:
    """Pick any held-out digit of the label chosen or else of these, and show others in the grid."""
    digit = session().digit
    wanted = torch.tensor(_labels_in(labels, are_signs(digits)))
    rows = torch.isin(digits.test.labels, wanted).nonzero().squeeze(1)
    digit.sample, digit.source = (digits.source, int(random.choice(rows.tolist()))), "sample"
    digit.grid_seed = random.randrange(1 << 30)


def _upload_tab() -> None:
    """Ask for a file or a photo.

    Files of any name are taken, since they are judged by their content. Only phones are asked for
    pictures alone: that is how a browser knows to offer gallery and camera. The style sheet hides
    the switch for a camera in the page where the browser gives none.
    """
    if st.toggle(t("upload.camera"), key="camera"):
        key = widget_keys.PHOTO
        st.camera_input(t("upload.photo"), key=key, on_change=_take_file, args=(key,))
        return
    key, from_phone = widget_keys.UPLOAD, is_phone()
    label = "upload.file_sign" if is_of_signs() else "upload.file"
    st.file_uploader(
        t("upload.file_phone" if from_phone else label, limit=MAX_MEGABYTES),
        type=PICTURES if from_phone else None,
        key=key,
        max_upload_size=MAX_UPLOAD_MEGABYTES,
        on_change=_take_file,
        args=(key,),
    )


def _take_file(key: str) -> None:
    """Keep the bytes of a file or a photo, which outlive the page it was given on.

    Of a file that is too large only so many are kept as show that it is.
    """
    digit, file = session().digit, st.session_state.get(key)
    if isinstance(file, DeletedFile):  # the server needed the room; what was taken from it stays
        return
    digit.upload = None if file is None else file.getvalue()[: MAX_MEGABYTES * 10**6 + 1]
    digit.mark = 0
    if file is not None:
        digit.source = "upload"
    else:
        digit.source = "drawing" if digit.drawing.strokes else "sample"
