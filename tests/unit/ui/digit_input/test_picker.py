"""Choosing the digit at hand: what is kept of a file."""

import io

import streamlit as st
from PIL import Image

from anomaly.data.digits import Digits
from anomaly.text import t
from anomaly.ui.digit_input.digit_at_hand import digit_at_hand
from anomaly.ui.digit_input.picker import MAX_UPLOAD_MEGABYTES, _take_file
from anomaly.ui.session import widget_keys
from anomaly.ui.session.session import session


def give(content: bytes | None) -> None:
    st.session_state[widget_keys.UPLOAD] = None if content is None else io.BytesIO(content)
    _take_file(widget_keys.UPLOAD)


def empty_picture() -> bytes:
    file = io.BytesIO()
    Image.new("L", (40, 40), "white").save(file, "PNG")
    return file.getvalue()


def test_a_file_becomes_the_digit_at_hand_and_its_end_brings_back_a_sample() -> None:
    give(empty_picture())
    assert session().digit.source == "upload"
    assert session().digit.upload == empty_picture()
    give(None)
    assert (session().digit.source, session().digit.upload) == ("sample", None)


def test_a_refused_file_is_the_digit_at_hand_too(digits: Digits) -> None:
    give(b"This is a shopping list.")
    selected = digit_at_hand(digits, (9,))
    assert selected.digit is None
    assert selected.problem == t("picture.unreadable")


def test_of_a_file_that_is_too_large_little_is_kept(digits: Digits) -> None:
    give(bytes(MAX_UPLOAD_MEGABYTES * 10**6))
    assert len(session().digit.upload or b"") == 5_000_001
    assert digit_at_hand(digits, (9,)).problem == t("picture.too_large", limit=5)
