"""Train a detector on a few pictures of a sign, and score each by detectors that never saw it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn import functional as F

from anomaly.data.digits import Digits, LabelledImages, OneClassSplit
from anomaly.detectors import Detector, Images, TrainingReport, TrainingStep, build
from anomaly.errors import UserError
from anomaly.evaluation.limits import Limits
from anomaly.training.limit_records import limits_of
from anomaly.training.plan import TrainingPlan
from anomaly.training.plausible import are_plausible
from anomaly.training.progress import Scoring, Tally
from anomaly.training.scoring import fitted_sample, score_sets
from anomaly.training.signs import SIGN, Signs, sign_plan, split_signs
from anomaly.training.subset import scoring_subset
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import Training
from anomaly.training.variants import vary

FITTED = 600  # pictures with their variants; few are multiplied to so many
MAX_VARIANTS = 60  # of one picture
MAX_LEFT_OUT_ALONE = 30  # pictures; of more, and by networks, several are left out at once
FOLDS = 10
FOLDS_OF_NETWORKS = 5  # each is trained as long as the detector itself


class SignTraining(Training):
    """A training on a person's own pictures; it is used like any other.

    First each picture is left out in turn, with its variants, and scored by a detector fitted on
    the others: these are the scores of calibration. Then the detector is fitted on all.

    Parameters
    ----------
    plan : TrainingPlan
        With `SIGN` as its normal digit.
    digits : Digits
        As `Signs.as_digits` returns them.
    device : str
    detector : Detector, optional
        An untrained one to fit in place of the plan's.
    is_measured : bool
        As of `Training`.

    Raises
    ------
    UserError
        If the plan is not one for signs.
    """

    def __init__(
        self,
        plan: TrainingPlan,
        digits: Digits,
        device: str = "cpu",
        detector: Detector | None = None,
        is_measured: bool = False,
    ) -> None:
        super().__init__(plan, digits, device, detector, is_measured)
        normal = self._split.calibration
        fit, self._origin = _multiply(normal, plan.seed)
        self._split = replace(self._split, fit=fit)
        self._held_out_scores = torch.zeros(len(normal))
        self._held_out_outside = torch.zeros(len(normal), dtype=torch.bool)
        self._losses: dict[int, list[float]] = {}  # by epoch, on what was left out
        self._folds = _folds(len(normal), self._detector.is_quick)

    def _make_split(self) -> OneClassSplit:
        return split_signs(self._digits, self.plan)

    def fit(self) -> Iterator[TrainingStep | TrainingReport]:
        yield from self._leave_out()
        for event in super().fit():
            if isinstance(event, TrainingReport):
                self.history[-1] = self._with_held_out_loss(event)
                yield self.history[-1]
            else:
                yield self._at(event, len(self._folds))

    def _schedule_length(self) -> tuple[int, int]:
        epochs, updates = super()._schedule_length()
        return epochs, updates * (len(self._folds) + 1)

    def _leave_out(self) -> Iterator[TrainingStep]:
        """Fit without each part of the pictures in turn, and score that part."""
        split, plan = self._split, self.plan
        for number, held_out in enumerate(self._folds):
            rest = split.fit[~torch.isin(self._origin, held_out)]
            left = split.calibration[held_out].images
            detector = build(plan.detector, plan.settings, self._device)
            for event in detector.fit(rest.images, left, plan.seed):
                if isinstance(event, TrainingReport):
                    self._losses.setdefault(event.epoch, []).append(event.calibration_loss)
                    continue
                yield self._at(event, number)
                if detector.is_quick and event.update == event.updates:
                    break  # it is fitted, and its report would take as long again
            self._held_out_scores[held_out] = detector.anomaly_score(left)
            limits = Limits.of(rest.images, rest.labels, plan.normal)
            self._held_out_outside[held_out] = limits.outside(left)
            if detector.is_quick:
                loss = float(F.mse_loss(detector.reconstruct(left), left))
                self._losses.setdefault(1, []).append(loss)

    def _at(self, step: TrainingStep, fits: int) -> TrainingStep:
        """Return a step of a fit as one of them all, of which `fits` have ended."""
        every = step.updates * (len(self._folds) + 1)
        epoch = step.epoch if fits == len(self._folds) else 1
        return TrainingStep(step.update + fits * step.updates, every, epoch, step.epochs)

    def _with_held_out_loss(self, report: TrainingReport) -> TrainingReport:
        """Return a report with the loss on pictures left out, since all were fitted on."""
        losses = self._losses[min(report.epoch, max(self._losses))]
        return replace(report, calibration_loss=sum(losses) / len(losses))

    def _score(self) -> Scoring[TrainedDetector]:
        detector, split = self.detector(), self._split
        is_sign = split.test.labels == SIGN
        others = (~is_sign).nonzero()[:, 0]
        others = others[scoring_subset(type(detector), split.test.labels[others])]
        rows = torch.cat([is_sign.nonzero()[:, 0], others])
        sets = (
            split.anomalous[scoring_subset(type(detector), split.anomalous.labels)],
            split.test[others],
        )
        fitted = fitted_sample(split)
        tally = Tally(sum(map(len, sets)) + len(fitted))
        anomalous, tested = yield from score_sets(detector, sets, tally)
        if not are_plausible([self._held_out_scores]):
            raise UserError("training.diverged")
        collapsed = yield from tally.over(detector.collapse_in_parts(fitted), len(fitted))
        limits = limits_of(split)
        return TrainedDetector(
            plan=self.plan,
            detector=detector,
            source=self._digits.source,
            fingerprint=self._digits.fingerprint,
            history=tuple(self.history),
            ended=self.ending(collapsed),
            collapsed=collapsed,
            calibration_scores=self._held_out_scores,
            anomalous_scores=anomalous,
            anomalous_labels=sets[0].labels,
            test_scores=torch.cat([self._held_out_scores, tested]),
            test_labels=split.test.labels[rows],
            test_rows=rows,
            limits=limits,
            test_outside=torch.cat([self._held_out_outside, limits.outside(sets[1].images)]),
            signs=Signs.of_digits(self._digits),
        )


def train_on_pictures(
    normal: Images,
    anomalous: Images | None = None,
    detector: str = "gradients",
    seed: int = 0,
    *,
    settings: object = None,
    device: str = "cpu",
    on_report: Callable[[TrainingReport], object] = lambda report: None,
) -> TrainedDetector:
    """Train a detector on pictures of one's own sign.

    Parameters
    ----------
    normal : Tensor or ndarray
        Pictures of the sign, (N, 1, 28, 28) or (N, 28, 28), intensity in [0, 1], ink bright on
        dark; at least 5, better ten and more. The same picture counts once.
    anomalous : Tensor or ndarray, optional
        Pictures of what is not normal, if there are any. Nothing is fitted on them: half of them
        serve rules that use labels, and the others are reported on.
    detector : str
        A key of `anomaly.DETECTORS`, but none that needs many pictures.
    seed : int
    settings : mapping or settings, optional
        As `TrainingPlan` takes them; by default the detector's, with few updates of a network.
    device : str
    on_report : callable
        Called after each epoch.

    Returns
    -------
    TrainedDetector
        Its calibration scores are those of the pictures, each by a detector fitted without it.

    Raises
    ------
    UserError
        If there are too few or too many pictures, one is none, or the training diverged.

    Examples
    --------
    >>> pictures = anomaly.read_pictures("screws")  # doctest: +SKIP
    >>> trained = anomaly.train_on_pictures(pictures.normal)  # doctest: +SKIP
    >>> trained.predict(anomaly.read_pictures("new").normal)  # doctest: +SKIP
    tensor([False, True])
    """
    signs = Signs.of(normal, anomalous)
    training = SignTraining(sign_plan(detector, seed, settings), signs.as_digits(), device)
    for event in training:
        if isinstance(event, TrainingReport):
            on_report(event)
    return training.result()


def _multiply(normal: LabelledImages, seed: int) -> tuple[LabelledImages, Tensor]:
    """Return pictures and variants of them, `FITTED` in all where they are fewer.

    Beside them, int64 (N,), which picture each is or is a variant of.
    """
    rows = torch.arange(len(normal))
    count = min(MAX_VARIANTS, -(-FITTED // len(normal)) - 1)
    if count < 1:
        return normal, rows
    variants, origin = vary(normal.images, count, seed)
    pixels = variants[:, 0].mul(255).round().byte()
    origin = torch.cat([rows, origin])
    return LabelledImages(torch.cat([normal.pixels, pixels]), normal.labels[origin]), origin


def _folds(count: int, is_quick: bool) -> list[Tensor]:
    """Return the rows of pictures to leave out together, each in one part."""
    alone = is_quick and count <= MAX_LEFT_OUT_ALONE
    parts = count if alone else min(count, FOLDS if is_quick else FOLDS_OF_NETWORKS)
    shuffled = torch.randperm(count, generator=torch.Generator().manual_seed(0))
    return [rows.sort().values for rows in shuffled.tensor_split(parts)]
