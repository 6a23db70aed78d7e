"""What a detector's settings may be, written beside each of them, and settings many share."""

import math
from dataclasses import dataclass
from typing import Annotated

from anomaly.validation import (
    Range,
    check_settings,
)


@dataclass(frozen=True)
class FitSettings:
    """How a network is fitted.

    Attributes
    ----------
    epochs, batch_size : int
    least_updates : int
        Few digits make short epochs; there are as many more epochs as these updates take. With
        less than about this many a network rebuilds one average digit whatever it is given.
    learning_rate : float

    Raises
    ------
    UserError
        If a value is out of range; settings also come from files and addresses.
    """

    epochs: Annotated[int, Range(1, 1000)] = 8
    batch_size: Annotated[int, Range(1, 60_000)] = 64
    least_updates: Annotated[int, Range(0, 20_000)] = 700
    learning_rate: Annotated[float, Range(1e-7, 10.0)] = 1e-3

    def __post_init__(self) -> None:
        check_settings(self)

    def schedule_length(self, digits: int) -> tuple[int, int]:
        """Return how many epochs and updates it takes to fit on so many digits."""
        per_epoch = math.ceil(digits / self.batch_size)
        epochs = max(self.epochs, math.ceil(self.least_updates / per_epoch))
        return epochs, epochs * per_epoch
