"""Adapt a trained detector to examples of a hand that its digits did not have."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any

import torch
from numpy.typing import ArrayLike
from torch import Tensor

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import Detector, Images, TrainingReport, TrainingStep, build
from anomaly.detectors.components.network import NetworkDetector
from anomaly.detectors.progress import Parts, telling
from anomaly.errors import UserError
from anomaly.training.anomalies import with_scored_anomalies
from anomaly.training.estimate import measure_network
from anomaly.training.examples import Examples
from anomaly.training.left_out import thresholds_without_each
from anomaly.training.lesson import Lesson
from anomaly.training.pace import Paced
from anomaly.training.plausible import are_plausible
from anomaly.training.prediction import PREDICTED_SHARE, predicted_scores
from anomaly.training.progress import Estimate, Event, Scoring, ScoringStep, Tally
from anomaly.training.scoring import HeldOut
from anomaly.training.taught import Taught
from anomaly.training.trained import TrainedDetector
from anomaly.training.variants import PARTS, WHOLE, HandVariation, vary, vary_strokes

# Of what is fitted; chosen on writers that no published figure is of, as all numbers here are.
EXAMPLE_SHARE = 0.3
MAX_FITTED = 6000  # normal digits beside the examples, so that all fits take seconds
MAX_FOLD_FITTED = 1500  # the same, in a fit that only scores the examples left out of it
FOLDS = 4
UNITS = 100  # of progress for each fold, however many batches it has; the last fit has all theirs
MANY = 25  # variants that stand for a further picture, where there is a single example
MAX_DRAWN = 500  # variants drawn from strokes, which takes longer than bending pictures
MAX_TESTED = 2000  # test digits that are scored, and as large a share of others; people wait


class Adaptation(Paced):
    """An adaptation in progress; it is measured, fitted and scored like a `Training`.

    The detector is fitted on normal digits and variants of the examples: in folds first, each
    without some of the examples, which it scores; then on all of them.

    Parameters
    ----------
    lesson : Lesson
    digits : Digits
    device : str
    is_measured : bool
        Whether to measure before the first batch how long a network takes.

    Attributes
    ----------
    history : list of TrainingReport
        Empty: there are no epochs.
    yield_interval : float
        Longest time in seconds between two yielded steps; with 0 each is yielded.

    Raises
    ------
    UserError
        If there are too few digits for the plan.
    """

    def __init__(
        self, lesson: Lesson, digits: Digits, device: str = "cpu", is_measured: bool = False
    ) -> None:
        super().__init__()
        self.lesson = lesson
        self.history: list[TrainingReport] = []
        self._digits = digits
        self._device = device
        plan = lesson.plan
        self._is_measured = is_measured
        self._split = split_one_class(digits, plan.normal, most_digits=plan.most_digits)
        self._held_out = HeldOut.of(type(lesson.base.detector), self._split, MAX_TESTED)

    def _events(self) -> Iterator[Event]:
        detector = self.lesson.base.detector
        if self._is_measured and isinstance(detector, NetworkDetector):
            yield (yield from telling(self._estimate(detector), TrainingStep(0, 1, 1, 1)))
        for event in self._adapt():
            yield event
            if self._stopped:
                return

    def _estimate(self, detector: NetworkDetector[Any]) -> Parts[Estimate]:
        """Measure what is still to come; the losses of held-out digits are not computed."""
        some = self._split.fit.images[:MAX_FITTED]
        size = detector.adapt_batch or self.lesson.plan.settings.batch_size
        rough = self._num_folds() * detector.rough_updates
        cost = yield from measure_network(detector, some, size)
        examples = len(self.lesson.examples.normal) + len(self.lesson.examples.anomalous)
        return cost.estimate(rough + detector.adapt_updates, 0, len(self._held_out) + examples)

    def _num_folds(self) -> int:
        """Return how many fits leave some of the examples out."""
        count = len(self.lesson.examples.normal)
        return min(FOLDS, count) if count > 1 else 0

    def state_dict(self) -> dict[str, Tensor]:
        """Return nothing: weights under way are not shown."""
        return {}

    def result(self) -> TrainedDetector:
        """Return the adapted detector.

        Raises
        ------
        UserError
            If the adaptation was stopped before its end, or scores are not finite.
        """
        adapted = self._finished()
        if adapted is None:
            raise UserError("adapt.stopped")
        return adapted

    def _adapt(self) -> Iterator[TrainingStep | ScoringStep]:
        lesson, examples = self.lesson, self.lesson.examples
        if not len(examples.normal):
            tally = Tally(len(examples.anomalous))
            anomaly_scores = yield from self._score_anomalies(lesson.base.detector, tally)
            self._result = with_scored_anomalies(lesson.base, examples, lesson.seed, anomaly_scores)
            return
        pictures = self._split.fit.images[:MAX_FITTED]
        some = pictures[:MAX_FOLD_FITTED]
        detector = self._build()
        variation = PARTS if detector.learns_parts else WHOLE
        variants, origin = make_variants(examples, _share_of(pictures), lesson.seed, variation)
        folds = fold_of(examples.normal_images, FOLDS)
        fits = int(folds.max()) + 2 if len(folds) > 1 else 1
        scores = torch.zeros(len(folds))
        for fold in range(fits - 1):
            left_out = folds == fold
            fit = self._fit(detector, some, variants[~left_out[origin]], fold, fits)
            step = yield from fit
            parts = detector.score_in_parts(examples.normal_images[left_out])
            scores[left_out] = yield from telling(parts, step)
        step = yield from self._fit(detector, pictures, variants, fits - 1, fits)
        if len(folds) == 1:  # left out, nothing would be learned
            others, _ = vary(examples.normal_images, MANY, lesson.seed + 1)
            all_scores = yield from telling(detector.score_in_parts(others), step)
            scores = all_scores.median(0, keepdim=True).values
        self._result = yield from self._score(detector, scores)

    def _build(self) -> Detector:
        return build(self.lesson.plan.detector, self.lesson.plan.settings, self._device)

    def _fit(
        self, detector: Detector, pictures: Tensor, variants: Tensor, number: int, fits: int
    ) -> Generator[TrainingStep, None, TrainingStep]:
        """Adapt a detector, from what the base has learned; one fit, from 0, of so many.

        The last step is returned, too.
        """
        detector.load_state_dict(self.lesson.base.detector.state_dict())
        wanted = min(_share_of(pictures), len(variants))
        variants = variants[torch.linspace(0, len(variants) - 1, wanted).long()]
        is_rough = number + 1 < fits
        before, last = number * UNITS, max(1, fits - 1) * UNITS
        units, total = UNITS if is_rough else last, (fits - 1) * UNITS + last
        for step in detector.adapt(pictures, variants, self.lesson.seed, is_rough):
            done = before + round(units * step.update / step.updates)
            yield TrainingStep(done, total, number + 1, fits)
        return TrainingStep(before + units, total, number + 1, fits)

    def _score_anomalies(self, detector: Detector, tally: Tally) -> Scoring[Tensor]:
        images = self.lesson.examples.anomalous_images
        if not len(images):
            return torch.zeros(0)
        return (yield from tally.over(detector.score_in_parts(images), len(images)))

    def _score(self, fitted: Detector, example_scores: Tensor) -> Scoring[TrainedDetector]:
        """Return the adapted detector with the scores of what it was not fitted on."""
        lesson, digits, detector = self.lesson, self._digits, self._build()
        detector.load_state_dict(fitted.state_dict())  # without what fitting left behind
        tally = Tally(len(self._held_out) + len(lesson.examples.anomalous))
        scores = yield from self._held_out.score(detector, tally)
        anomaly_scores = yield from self._score_anomalies(detector, tally)
        calibration = scores["calibration_scores"]
        if not are_plausible((example_scores,)):
            raise UserError("training.diverged")
        count = max(1, round(len(calibration) * PREDICTED_SHARE / (1 - PREDICTED_SHARE)))
        anomalous, pictures = scores["anomalous_scores"], lesson.examples.normal_images
        predicted = predicted_scores(example_scores, anomalous, count)
        scores["calibration_scores"] = torch.cat([calibration, predicted])
        limits, test = lesson.base.limits, self._held_out.test
        outside = torch.zeros(len(pictures), dtype=torch.bool)
        if limits is not None:
            if len(pictures) > 1:
                outside = limits.outside_without_each(pictures)
            limits = limits.widened(pictures)
        return replace(
            lesson.base,
            detector=detector,
            source=digits.source,
            fingerprint=digits.fingerprint,
            taught=Taught(
                base=lesson.base.key,
                seed=lesson.seed,
                examples=lesson.examples,
                scores=example_scores,
                thresholds=thresholds_without_each(calibration, example_scores, anomalous, count),
                outside=outside,
                anomaly_scores=anomaly_scores,
                predicted=len(predicted),
            ),
            uploaded_as="",
            limits=limits,
            test_outside=None if limits is None else limits.outside(test.images),
            **scores,
        )


def adapt_detector(
    trained: TrainedDetector,
    images: Images,
    digits: Digits,
    seed: int = 0,
    *,
    anomalies: Images | None = None,
    strokes: Sequence[Sequence[ArrayLike] | None] | None = None,
    device: str = "cpu",
) -> TrainedDetector:
    """Return a detector for which pictures like the examples are normal, too.

    Parameters
    ----------
    trained : TrainedDetector
        One that was not adapted yet. It is left as it is.
    images : Tensor or ndarray
        Normal examples, float32 (N, 1, 28, 28) in [0, 1], ink bright on dark.
    digits : Digits
        Where the normal digits come from that the detector is not to forget.
    seed : int
    anomalies : Tensor or ndarray, optional
        Examples of what should be an anomaly. Nothing is fitted on them; rules that use labels and
        the evaluation count them.
    strokes : sequence, optional
        Of each normal example the strokes it was drawn with, or None; from them its variants are
        drawn.
    device : str

    Raises
    ------
    UserError
        If there are no examples or too many, a picture is none, or the detector was adapted
        already or cannot be stored.

    Examples
    --------
    >>> adapted = adapt_detector(trained, my_ones, load_digits())  # doctest: +SKIP
    >>> adapted.predict(another_one)  # doctest: +SKIP
    tensor([False])
    """
    lesson = Lesson(trained, Examples.of(images, anomalies, strokes), seed)
    adaptation = Adaptation(lesson, digits, device)
    for _ in adaptation:
        pass
    return adaptation.result()


def make_variants(
    examples: Examples, count: int, seed: int, variation: HandVariation = WHOLE
) -> tuple[Tensor, Tensor]:
    """Return about `count` variants of all normal examples, and the row of each one's example.

    Those with strokes are drawn again, varied so, as far as time allows, and the drawings bent.
    Where strokes give no picture, as a dot may, the example's own picture is bent.
    """
    each = max(1, round(count / len(examples.normal)))
    drawn = [row for row, strokes in enumerate(examples.strokes) if strokes]
    redrawn = min(each, max(1, MAX_DRAWN // max(1, len(drawn))))
    strokes = [examples.strokes[row] for row in drawn]
    pictures, origin = vary_strokes(strokes, redrawn, seed, variation)
    rows = torch.tensor(drawn, dtype=torch.int64)[origin]
    every = torch.arange(len(examples.normal))
    rest = every[~torch.isin(every, rows)]
    rows = torch.cat([rows, rest])
    pictures = torch.cat([pictures, examples.normal_images[rest]])
    copies = torch.bincount(rows)
    more = (each / copies[rows]).ceil().long()
    bent, _ = vary(pictures.repeat_interleave(more, 0), 1, seed)
    return bent, rows.repeat_interleave(more)


def _share_of(pictures: Tensor) -> int:
    """Return how many variants make `EXAMPLE_SHARE` of them and the pictures together."""
    return max(1, round(len(pictures) * EXAMPLE_SHARE / (1 - EXAMPLE_SHARE)))


def fold_of(images: Tensor, folds: int) -> Tensor:
    """Return which fold each picture (N, 1, 28, 28) is in, int64 (N,); no fold is empty."""
    return torch.arange(len(images)) % min(folds, len(images))
