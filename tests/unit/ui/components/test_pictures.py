"""What the page is sent of three pictures, and of a digit in them."""

import base64

import numpy as np
import pytest
import torch

from anomaly.detectors import Detection
from anomaly.text import t
from anomaly.ui.components import pictures
from anomaly.ui.components.pictures import PicturesMessage, show_pictures
from anomaly.ui.digit_input.answer import digit_message


def sent(monkeypatch: pytest.MonkeyPatch, signed: bool) -> PicturesMessage:
    messages: list[PicturesMessage] = []
    monkeypatch.setattr(pictures, "_component", lambda key, data: messages.append(data))
    show_pictures(signed, "row")
    return messages[0]


def test_three_pictures_have_titles_and_a_fixed_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    message = sent(monkeypatch, signed=False)
    assert [panel["title"] for panel in message["panels"]] == ["Input", "Rebuilt", "Difference"]
    assert [panel["low"] for panel in message["panels"]] == [0, 0, 0]
    assert [panel["scale"] for panel in message["panels"]] == [False, False, True]
    assert not message["signed"]


def test_the_titles_of_what_a_detector_makes_of_a_digit_are_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terms = [panel["term"] for panel in sent(monkeypatch, signed=False)["panels"]]
    assert [term and term["key"] for term in terms] == [None, "reconstruction", "difference"]
    assert [term and term["means"] for term in terms[1:]] == [
        t("means.reconstruction"),
        t("means.difference"),
    ]


def test_the_signed_difference_has_a_scale_with_two_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    message = sent(monkeypatch, signed=True)
    assert [panel["low"] for panel in message["panels"]] == [0, 0, -1]
    assert message["signed"]


def test_a_digit_is_sent_as_input_reconstruction_and_the_detectors_difference() -> None:
    image, rebuilt = torch.zeros(28, 28), torch.zeros(28, 28)
    image[2, 5], rebuilt[20, 21] = 1.0, 0.5
    message = digit_message("A 9", Detection(image, rebuilt, (image - rebuilt).abs(), 1.5))
    values = np.frombuffer(base64.b64decode(message["values"]), "<i2").reshape(3, 28, 28) / 1000
    assert message["origin"] == "A 9"
    assert (values[0, 2, 5], values[1, 20, 21]) == (1.0, 0.5)
    assert (values[2, 2, 5], values[2, 20, 21]) == (1.0, 0.5)
    assert values.sum() == 3.0
