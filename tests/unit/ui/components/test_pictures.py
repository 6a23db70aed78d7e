"""What the page is sent of three pictures."""

import base64

import numpy as np
import pytest
import torch

from anomaly.detectors import Detection
from anomaly.ui.components import pictures
from anomaly.ui.components.pictures import PicturesMessage, show_pictures


def sent(monkeypatch: pytest.MonkeyPatch, signed: bool) -> PicturesMessage:
    """Return the message on a digit with a pixel too many and one too few."""
    image, rebuilt = torch.zeros(28, 28), torch.zeros(28, 28)
    image[2, 5], rebuilt[20, 21] = 1.0, 0.5
    messages: list[PicturesMessage] = []
    monkeypatch.setattr(pictures, "_component", lambda key, data: messages.append(data))
    show_pictures(Detection(image, rebuilt, (image - rebuilt).abs(), 1.5), "A 9", signed, "row")
    return messages[0]


def values(message: PicturesMessage, panel: int) -> np.ndarray:
    content = base64.b64decode(message["panels"][panel]["values"])
    return np.frombuffer(content, "<i2").reshape(28, 28) / 1000


def test_three_pictures_have_titles_values_and_a_fixed_scale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    message = sent(monkeypatch, signed=False)
    assert [panel["title"] for panel in message["panels"]] == ["A 9", "Rebuilt", "Difference"]
    assert [panel["low"] for panel in message["panels"]] == [0, 0, 0]
    assert [panel["scale"] for panel in message["panels"]] == [False, False, True]
    assert (values(message, 0)[2, 5], values(message, 1)[20, 21]) == (1.0, 0.5)
    assert values(message, 2).sum() == 1.5


def test_the_signed_difference_tells_missing_from_added_ink(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    message = sent(monkeypatch, signed=True)
    assert message["panels"][2]["low"] == -1
    assert (values(message, 2)[2, 5], values(message, 2)[20, 21]) == (1.0, -0.5)
