"""Measure on a few batches and pictures how long a training takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from torch import Tensor

from anomaly.detectors import Detector, TrainingReport, build
from anomaly.detectors.components.loop import Stopwatch
from anomaly.detectors.progress import Parts
from anomaly.training.progress import Estimate

MAX_MEASURED = 4096  # pictures in a batch
FIRST_BATCH = 64  # pictures; larger batches are measured step by step, as long as they are quick
LONG_UPDATE = 0.03  # seconds from which on a larger batch is not measured, but extrapolated
MEASURED_UPDATES = 9  # the first is left out; of eight, one has a critic's penalty
FITTING_TIME = 0.5  # seconds after which fewer do
MAX_SCORED = 500  # pictures
SCORING_TIME = 0.3  # seconds after which no more pictures are scored


@dataclass(frozen=True)
class Cost:
    """Seconds of computing with a network.

    Attributes
    ----------
    update : float
        Of a batch.
    held_out : float
        Of the loss of one held-out picture.
    score : float
        Of the score of one picture.
    """

    update: float
    held_out: float
    score: float = 0.0

    def estimate(self, updates: int, held_out: int, scored: int) -> Estimate:
        """Return the estimate for so many batches, losses and scores."""
        fitting = updates * self.update + held_out * self.held_out
        return Estimate(self.update, fitting, scored * self.score)


def measure_network(detector: Detector, images: Tensor, batch_size: int) -> Parts[Cost]:
    """Measure a network on some pictures, float32 (N, 1, 28, 28); it is left as it is.

    Batches grow up to the size that is asked for, unless one takes long or there are no more
    pictures: then the rest is extrapolated, so that measuring takes a second or two whatever the
    settings.
    """
    score = yield from measure_scoring(detector, images)
    size = min(FIRST_BATCH, batch_size)
    while True:
        few = replace(detector.settings, epochs=MEASURED_UPDATES, least_updates=0, batch_size=size)
        some = images[:size]
        cost = yield from _measure_updates(build(detector.name, few), some)
        if size >= batch_size or len(some) < size or cost.update > LONG_UPDATE:
            return replace(cost, update=cost.update * batch_size / len(some), score=score)
        size = min(batch_size, 4 * size)


def _measure_updates(detector: Detector, images: Tensor) -> Parts[Cost]:
    """Measure batches of all these pictures, but for the first, which takes longer."""
    updates: list[float] = []
    losses: list[float] = []
    watch = Stopwatch()
    for event in detector.fit(images, images, seed=0):
        (losses if isinstance(event, TrainingReport) else updates).append(watch.seconds)
        if losses and len(updates) > 2 and sum(updates) > FITTING_TIME:
            break
        yield len(updates)
        watch = Stopwatch()
    return Cost(_mean(updates[1:]), _mean(losses) / len(images))


def measure_scoring(detector: Detector, images: Tensor) -> Parts[float]:
    """Return the seconds in which a detector scores a picture, on some of float32 (N, 1, 28, 28).

    Where scoring takes several parts, the first is left out, in which it is prepared.
    """
    images = images[:MAX_SCORED]
    seconds, first, watch = 0.0, None, Stopwatch()
    for done in detector.score_in_parts(images):
        seconds += watch.seconds
        first = first or (done, seconds)
        if seconds > SCORING_TIME and done > first[0]:
            return (seconds - first[1]) / (done - first[0])
        yield done
        watch = Stopwatch()
    return (seconds + watch.seconds) / len(images)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
