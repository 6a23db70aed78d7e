"""Settings that all networks share."""

import math
from dataclasses import dataclass
from typing import Annotated

from anomaly.validation import Range, check_settings


@dataclass(frozen=True)
class FitSettings:
    """Settings of the fit of a network.

    Attributes
    ----------
    epochs, batch_size : int
    least_updates : int
        Lower bound on the number of batches: with few digits, epochs are short and more of them are
        run. With much fewer, a network rebuilds every digit as the same average digit.
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
        """Return the numbers of epochs and of updates to fit on so many digits."""
        per_epoch = math.ceil(digits / self.batch_size)
        epochs = max(self.epochs, math.ceil(self.least_updates / per_epoch))
        return epochs, epochs * per_epoch
