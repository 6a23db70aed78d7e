"""The verdict on a picture: its score against a threshold, and whether it is within limits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anomaly.detectors.inputs import Images, as_images
from anomaly.errors import UserError
from anomaly.text import t

if TYPE_CHECKING:
    from anomaly.training.trained import TrainedDetector


@dataclass(frozen=True)
class Judgement:
    """The verdict on a picture.

    Attributes
    ----------
    score : float
        Higher is more anomalous.
    threshold : float
        The picture's score makes it an anomaly from here on.
    reasons : tuple of str
        Why it cannot be a normal digit whatever its score, such as ``"ink_low"``; the plainest
        first. Empty where it could, or where this second test is switched off.
    kind : str
        What it comes nearest to in that, such as ``"a 1"``.
    """

    score: float
    threshold: float
    reasons: tuple[str, ...] = ()
    kind: str = ""

    @property
    def is_anomaly(self) -> bool:
        """Whether it is one by its score or by a reason."""
        return self.is_beyond or bool(self.reasons)

    @property
    def is_beyond(self) -> bool:
        """Whether its score alone makes it an anomaly: score >= threshold."""
        return self.score >= self.threshold

    @property
    def sentences(self) -> tuple[str, ...]:
        """The reasons in words, such as ``"too little ink for a 1"``."""
        return tuple(t(f"limits.{reason}", kind=self.kind) for reason in self.reasons)


def judge(
    trained: "TrainedDetector",
    images: Images,
    threshold: float | None = None,
    *,
    with_limits: bool = True,
) -> list[Judgement]:
    """Return the verdict on each picture: the one place where it is made.

    A picture is an anomaly if its score reaches the threshold, or if one of its properties, such as
    its ink, lies where no normal digit's does.

    Parameters
    ----------
    trained : TrainedDetector
    images : Tensor or ndarray
        Floating point, (28, 28), (N, 28, 28) or (N, 1, 28, 28), intensity in [0, 1].
    threshold : float, optional
        By default the detector's own.
    with_limits : bool
        Whether the second test is made, too.

    Raises
    ------
    UserError
        If a score is not finite.

    Examples
    --------
    >>> [verdict] = judge(trained, digit_from_strokes([[[110, 140], [170, 140]]]))  # doctest: +SKIP
    >>> verdict.is_anomaly, verdict.sentences[0]  # doctest: +SKIP
    (True, 'not tall enough for a 1')
    """
    images = as_images(images)
    scores = trained.score(images)
    if not bool(scores.isfinite().all()):
        raise UserError("detector.no_score")
    return judge_scored(trained, images, scores.tolist(), threshold, with_limits=with_limits)


def judge_scored(
    trained: "TrainedDetector",
    images: Images,
    scores: list[float],
    threshold: float | None = None,
    *,
    with_limits: bool = True,
) -> list[Judgement]:
    """Return what `judge` does, of pictures whose scores are known already."""
    line = trained.threshold if threshold is None else threshold
    if not with_limits or trained.limits is None:
        return [Judgement(score, line) for score in scores]
    findings = trained.limits.check(as_images(images).cpu())
    return [
        Judgement(score, line, finding.reasons, name_kind(trained, finding.label))
        for score, finding in zip(scores, findings, strict=True)
    ]


def name_kind(trained: "TrainedDetector", label: int) -> str:
    """Return what a single normal picture of a detector is called: ``"a 1"`` or ``"your sign"``."""
    if trained.is_of_signs:
        return t("limits.kind_sign")
    return t("limits.kind_8") if label == 8 else t("limits.kind", label=label)
