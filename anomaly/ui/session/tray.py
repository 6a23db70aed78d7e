"""The tray: pictures that a person gives as examples, of what is normal and of what is not."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.preprocessing.drawing import PLACE, Drawing
from anomaly.storage.drafts import MAX_PICTURES, Example
from anomaly.training.examples import Examples, Strokes

MAX_GIVEN = 200  # pictures that a page lets a person give; more would crowd the tray
MAX_STEPS = 100  # that can be taken back
BRUSH = 18  # pixels; of a drawing whose brush is not known


@dataclass
class Tray:
    """Examples of one kind of normal pictures, in the order in which they were given.

    Attributes
    ----------
    examples : tuple of Example
        No picture twice.
    past : list of tuple of Example
        What was in it before each step that can be taken back, the last one at the end.
    """

    examples: tuple[Example, ...] = ()
    past: list[tuple[Example, ...]] = field(default_factory=list)

    def add(self, example: Example) -> None:
        """Add an example; one that is there as the other kind becomes this one.

        Raises
        ------
        UserError
            If the same picture is there already, or the tray is full.
        """
        name = name_of(example)
        there = next((one for one in self.examples if name_of(one) == name), None)
        if there is not None and there.is_anomaly == example.is_anomaly:
            raise UserError("tray.twice")
        if there is None and len(self.examples) >= MAX_GIVEN:
            raise UserError("tray.full", limit=MAX_GIVEN)
        self._change((*self._without(name), example))

    def remove(self, name: str) -> None:
        """Remove the example with this name, if it is there."""
        left = self._without(name)
        if len(left) < len(self.examples):
            self._change(left)

    def clear(self) -> None:
        """Remove all examples."""
        self.fill(())

    def fill(self, examples: Iterable[Example]) -> None:
        """Replace all examples by those that another view has, unless they are the same.

        A detector that was made elsewhere may bring more than a person may give here.

        Raises
        ------
        UserError
            If there are more than can be kept.
        """
        wanted = tuple(examples)
        if len(wanted) > MAX_PICTURES:
            raise UserError("tray.full", limit=MAX_PICTURES)
        if contents(wanted) != contents(self.examples):
            self._change(wanted)

    def take_back(self) -> None:
        """Undo the last step that is not undone, if there is one."""
        if self.past:
            self.examples = self.past.pop()

    @property
    def lost_last(self) -> bool:
        """Whether the step that can be taken back has removed examples."""
        return bool(self.past) and len(self.past[-1]) > len(self.examples)

    def of_kind(self, is_anomaly: bool) -> tuple[Example, ...]:
        """Return the examples of anomalies, or those of normal pictures."""
        return tuple(one for one in self.examples if one.is_anomaly == is_anomaly)

    def packed(self) -> Examples:
        """Return the examples as a detector is taught with them."""
        normal, anomalous = self.of_kind(is_anomaly=False), self.of_kind(is_anomaly=True)
        strokes = tuple(_strokes(one.drawing) for one in normal)
        return Examples(_stacked(normal), _stacked(anomalous), strokes)

    def _without(self, name: str) -> tuple[Example, ...]:
        return tuple(one for one in self.examples if name_of(one) != name)

    def _change(self, examples: tuple[Example, ...]) -> None:
        self.past = [*self.past, self.examples][-MAX_STEPS:]
        self.examples = examples


def example_of(digit: Tensor, is_anomaly: bool = False, drawing: Drawing | None = None) -> Example:
    """Return an example from a digit, float32 (28, 28) in [0, 1]."""
    return Example(digit.mul(255).round().byte().numpy(), is_anomaly, drawing)


def name_of(example: Example) -> str:
    """Return a name that is the same wherever the same picture is, whatever else is in the tray."""
    return hashlib.sha256(example.pixels.tobytes()).hexdigest()[:12]


def contents(examples: Iterable[Example]) -> list[tuple[str, bool]]:
    """Return what tells a tray from another: its pictures, and of which kind each is."""
    return [(name_of(example), example.is_anomaly) for example in examples]


def unpacked(examples: Examples) -> tuple[Example, ...]:
    """Return a detector's examples as a tray has them, each picture once."""
    normal = zip(examples.normal.numpy(), examples.strokes, strict=True)
    found = [Example(picture, drawing=_drawing(strokes)) for picture, strokes in normal]
    found += [Example(picture, is_anomaly=True) for picture in examples.anomalous.numpy()]
    return tuple({name_of(one): one for one in found}.values())


def _stacked(examples: tuple[Example, ...]) -> Tensor:
    """Return pictures, uint8 (N, 28, 28)."""
    pictures = np.array([one.pixels for one in examples], np.uint8)
    return torch.from_numpy(pictures.reshape(-1, IMAGE_SIDE, IMAGE_SIDE))


def _strokes(drawing: Drawing | None) -> Strokes:
    return () if drawing is None else tuple(path.astype(np.float32) for path in drawing.paths())


def _drawing(strokes: Strokes) -> Drawing | None:
    """Return strokes as a drawing; None where there are none, or they fit on no canvas."""
    places = (tuple(map(tuple, np.rint(path / PLACE).astype(int).tolist())) for path in strokes)
    with suppress(UserError):
        drawing = Drawing(tuple(places), (BRUSH,) * len(strokes))
        return drawing if strokes else None
    return None
