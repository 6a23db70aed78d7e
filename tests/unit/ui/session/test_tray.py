"""The tray of examples: what is given, removed and taken back."""

import numpy as np
import pytest
import torch

from anomaly.errors import UserError
from anomaly.preprocessing.drawing import Drawing
from anomaly.storage.drafts import Example
from anomaly.training.examples import Examples
from anomaly.ui.session import tray as tray_module
from anomaly.ui.session.tray import Tray, contents, example_of, name_of, unpacked

ONE = Drawing((((128, 40), (120, 200)), ((90, 40), (128, 40))), (18, 18))


def example(value: float, is_anomaly: bool = False) -> Example:
    return example_of(torch.full((28, 28), value), is_anomaly, ONE)


def tray_of(*values: float) -> Tray:
    tray = Tray()
    for value in values:
        tray.add(example(value))
    return tray


def test_the_example_named_is_the_one_removed_wherever_it_lies() -> None:
    tray = tray_of(0.1, 0.2, 0.3)
    first, second, _ = map(name_of, tray.examples)
    tray.remove(first)
    tray.remove(second)
    assert contents(tray.examples) == [(name_of(example(0.3)), False)]
    tray.remove(second)  # clicked twice
    assert len(tray.examples) == 1


def test_each_step_can_be_taken_back_in_turn() -> None:
    tray = tray_of(0.1, 0.2)
    tray.remove(name_of(tray.examples[0]))
    tray.clear()
    assert tray.lost_last
    tray.take_back()
    assert contents(tray.examples) == contents([example(0.2)])
    tray.take_back()
    assert contents(tray.examples) == contents([example(0.1), example(0.2)])
    assert not tray.lost_last
    for _ in range(5):
        tray.take_back()
    assert tray.examples == ()


def test_the_same_picture_twice_gets_a_sentence() -> None:
    tray = tray_of(0.1)
    with pytest.raises(UserError, match="already"):
        tray.add(example(0.1))
    assert len(tray.examples) == 1


def test_an_example_given_as_the_other_kind_changes_its_kind() -> None:
    tray = tray_of(0.1, 0.2)
    tray.add(example(0.1, is_anomaly=True))
    assert [one.is_anomaly for one in tray.examples] == [False, True]
    tray.take_back()
    assert [one.is_anomaly for one in tray.examples] == [False, False]


def test_a_full_tray_says_so_and_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray_module, "MAX_GIVEN", 2)
    tray = tray_of(0.1, 0.2)
    with pytest.raises(UserError, match="full"):
        tray.add(example(0.3))
    assert len(tray.examples) == 2


def test_more_pictures_than_a_draft_can_keep_leave_the_tray_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tray_module, "MAX_PICTURES", 2)
    tray = tray_of(0.1)
    with pytest.raises(UserError, match="full"):
        tray.fill([example(0.1), example(0.2), example(0.3)])
    assert len(tray.examples) == 1


def test_a_detectors_examples_fill_the_tray_with_the_same_ones() -> None:
    tray = tray_of(0.1, 0.2)
    tray.add(example(0.9, is_anomaly=True))
    again = Tray()
    again.fill(unpacked(tray.packed()))
    assert again.packed().digest() == tray.packed().digest()
    steps = len(again.past)
    again.fill(unpacked(tray.packed()))
    assert len(again.past) == steps


def test_strokes_that_fit_on_no_canvas_leave_the_picture() -> None:
    far = (np.array([[-9.0, 4.0], [5.0, 9000.0]], np.float32),)
    picture = torch.zeros(1, 28, 28, dtype=torch.uint8)
    (found,) = unpacked(Examples(picture, strokes=(far,)))
    assert found.drawing is None
