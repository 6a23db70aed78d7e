"""A network's progress: a few digits as it rebuilds them, its loss and its scores."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
import streamlit as st
import torch
from torch import Tensor

from anomaly import figures
from anomaly.caching import KeptPerInstance, cached_per_instance
from anomaly.data.digits import Digits
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import DETECTORS, Detection, Detector, TrainingReport
from anomaly.evaluation import auroc
from anomaly.evaluation.latent import LatentPlane
from anomaly.reports.describe import name_kinds
from anomaly.storage.checkpoints import Checkpoint
from anomaly.text import format_percent, format_score, t
from anomaly.text.language import language
from anomaly.training.scoring import score_in_slices
from anomaly.training.subset import scoring_subset, stratified_subset
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.components.terms import with_terms
from anomaly.ui.digit_input.digit_at_hand import own_digit
from anomaly.ui.panels.chart import fit_chart, place_chart
from anomaly.ui.session import server
from anomaly.ui.session.session import current_presentation

MAX_CODES = 1000  # test digits of which some are among those shown
DIGITS_PER_KIND = 3  # fixed test digits
CHART_HEIGHT, PROJECTED_HEIGHT = 230, 200  # pixels; the lower one leaves room for larger type
CHARTS_KEPT = 8  # of one detector or checkpoint, a tenth of a megabyte each
Kinds = tuple[tuple[int, ...], tuple[int, ...]]  # the normal and the anomalous digits
Scores = tuple[Tensor, Tensor]  # float (N,), and is_anomaly, bool (N,)


def show_pictures(detector: Detector, digits: Digits, kinds: Kinds) -> None:
    """Show the learner's drawing and a few fixed digits, as a detector rebuilds them."""
    labels, own = digits.test.labels[_fixed_rows(digits, kinds)], own_digit()
    names = [t("train.digit", label=label) for label in labels.tolist()]
    if own is not None:
        names.insert(0, t("train.own"))
    detections = _detect(detector, digits, kinds, b"" if own is None else own.numpy().tobytes())
    captions = [
        t("train.caption", name=name, score=format_score(detection.score))
        for name, detection in zip(names, detections, strict=True)
    ]
    columns = np.stack([figures.strip(detection, upright=True) for detection in detections])
    with st.container(key="progress_pictures"):
        sample_grid(
            columns,
            range(len(names)),
            captions,
            "epoch_pictures",
            captions=captions,
            columns=len(names),
        )
    st.caption(t("train.rows"))


@dataclass(frozen=True)
class _Chart:
    """A chart as pages show it, again and again: most of its cost is to make it.

    Attributes
    ----------
    title : str
        HTML.
    figure : Figure
    description : str
        What is to be seen, for those who do not see it.
    """

    title: str
    figure: go.Figure
    description: str


_charts = KeptPerInstance[_Chart | None](CHARTS_KEPT)


def show_charts(
    of: TrainedDetector | Checkpoint,
    history: Sequence[TrainingReport],
    epochs: int,
    kinds: Kinds,
    scores: Scores,
    span: Sequence[Scores],
    epoch: int | None = None,
) -> None:
    """Show the loss by epoch beside the scores, on axes with room for those in `span` too.

    Parameters
    ----------
    of : TrainedDetector or Checkpoint
        What they are of. The charts are kept with it, for each epoch that is marked.
    history : sequence of TrainingReport
    epochs : int
        Number planned.
    kinds : tuple
        The normal and the anomalous digits.
    scores : tuple of Tensor
        Scores, float (N,), and is_anomaly, bool (N,).
    span : sequence of tuple
        Scores of other epochs, so that going from one to another moves the bars and not the axes.
    epoch : int, optional
        Epoch to mark.
    """
    left, right = st.columns(2)
    with left:
        of_loss = len(history), epochs, epoch
        _show(of, "loss", of_loss, lambda: _loss_chart(history, epochs, epoch))
    with right:
        of_scores = kinds, epoch, len(span)
        _show(of, "epoch_scores", of_scores, lambda: _score_chart(kinds, scores, span))


def show_codes(of: TrainedDetector | Checkpoint, digits: Digits, kinds: Kinds) -> None:
    """Show where the codes of the learner's drawing and of some test digits lie."""
    if not DETECTORS[of.plan.detector].detector.has_code:
        return
    own = own_digit()
    shown = kinds, digits.fingerprint, b"" if own is None else own.numpy().tobytes()

    def make() -> _Chart | None:
        detector = of.detector() if isinstance(of, Checkpoint) else of.detector
        return _code_chart(detector, digits, kinds, own)

    _show(of, "epoch_codes", shown, make)


def _show(of: object, key: str, shown: Hashable, make: Callable[[], _Chart | None]) -> None:
    """Show a chart, as it was kept where one of the same was shown before."""
    is_large = current_presentation().is_large
    chart = _charts.get(of, (key, shown, language(), is_large), make)
    if chart is not None:
        st.html(chart.title)
        place_chart(chart.figure, key, chart.description)


def _loss_chart(history: Sequence[TrainingReport], epochs: int, epoch: int | None) -> _Chart:
    return _Chart(
        _titled(with_terms(t("train.loss"), "loss", "epoch")),
        _laid_out(figures.loss_curve(history, epochs, epoch)),
        _describe_loss(history, epoch),
    )


def _score_chart(kinds: Kinds, scores: Scores, span: Sequence[Scores]) -> _Chart:
    names, area = name_kinds(*kinds), auroc(*scores)
    title = t("train.auroc", area=area, normal=names[0], anomalous=names[1])
    axis = figures.axis_of(torch.cat([values for values, _ in (scores, *span)]))
    highest = max((figures.bin_scores(*other, axis).highest for other in span), default=0)
    bins = figures.bin_scores(*scores, axis)
    return _Chart(
        _titled(with_terms(title, "auroc"), f' data-auroc="{area:.6f}"'),
        _laid_out(figures.histogram(bins, None, names, highest)),
        _describe_scores(scores, names),
    )


def _code_chart(
    detector: Detector, digits: Digits, kinds: Kinds, own: Tensor | None
) -> _Chart | None:
    """Return the chart of codes; None where some are not finite."""
    rows = stratified_subset(digits.test.labels, MAX_CODES)
    chosen, is_anomaly = among(digits.test.labels[rows], kinds)
    codes = detector.encode(digits.test[rows][chosen].images)
    if not bool(codes.isfinite().all()):
        return None
    plane = LatentPlane.of(codes[~is_anomaly])
    drawn = None if own is None else plane.project(detector.encode(own.view(1, 1, IMAGE_SIDE, -1)))
    names = name_kinds(*kinds)
    title = t("latent.train", normal=names[0], share=format_percent(plane.share))
    return _Chart(
        _titled(with_terms(title, "latent")),
        _laid_out(figures.latent_map(plane.project(codes), is_anomaly.numpy(), names, drawn)),
        t("described.codes", normal=names[0], anomalous=names[1]),
    )


def _titled(title: str, attributes: str = "") -> str:
    return f'<p class="chart-title"{attributes}>{title}</p>'


def _describe_loss(history: Sequence[TrainingReport], epoch: int | None) -> str:
    """Return the losses after an epoch, by default the last, in a sentence."""
    report = next((each for each in history if each.epoch == epoch), history[-1])
    return t(
        "described.loss",
        epoch=report.epoch,
        fitted=report.fit_loss,
        held_out=report.calibration_loss,
    )


def _describe_scores(scores: Scores, names: tuple[str, str]) -> str:
    """Return the middle of the scores of either kind in a sentence."""
    values, is_anomaly = scores
    return t(
        "described.scores",
        normal=names[0],
        anomalous=names[1],
        normal_median=format_score(float(values[~is_anomaly].median())),
        anomalous_median=format_score(float(values[is_anomaly].median())),
    )


def _laid_out(figure: go.Figure) -> go.Figure:
    figure.update_layout(
        height=PROJECTED_HEIGHT if current_presentation().is_large else CHART_HEIGHT,
        dragmode=False,
        margin={"l": 0, "r": 0, "t": 8, "b": 0},
        legend={"orientation": "h", "y": 1, "yanchor": "bottom"},
    )
    return fit_chart(figure)


def _fixed_rows(digits: Digits, kinds: Kinds) -> list[int]:
    """Return rows of test digits, as many normal as anomalous, of as many labels as possible."""
    rows = []
    for labels in kinds:
        for index in range(DIGITS_PER_KIND):
            label = labels[index * len(labels) // DIGITS_PER_KIND]
            candidates = (digits.test.labels == label).nonzero()[:, 0]
            rows.append(int(candidates[index]))
    return rows


@cached_per_instance(1)
def detector_of(checkpoint: Checkpoint) -> Detector:
    """Return the detector with a checkpoint's weights, one for all who look at it."""
    return checkpoint.detector()


# A search takes seconds, and pages look at the same weights again and again.
@cached_per_instance(4)
def _detect(detector: Detector, digits: Digits, kinds: Kinds, own: bytes) -> list[Detection]:
    """Detect the learner's drawing, the bytes of float32 (28, 28) or none, and the fixed digits."""
    images = digits.test[torch.tensor(_fixed_rows(digits, kinds))].images
    if own:
        drawn = torch.frombuffer(bytearray(own), dtype=torch.float32)
        images = torch.cat([drawn.view(1, 1, IMAGE_SIDE, IMAGE_SIDE), images])
    return server.compute(detector.detect_in_parts(images))


@cached_per_instance(2)
def scores_at(checkpoint: Checkpoint, digits: Digits, kinds: Kinds) -> Scores:
    """Return a checkpoint's scores on the subset of test digits of these kinds."""
    detector = DETECTORS[checkpoint.plan.detector].detector
    watched = digits.test[scoring_subset(detector, digits.test.labels, waited_for=True)]
    chosen, is_anomaly = among(watched.labels, kinds)
    parts = score_in_slices(checkpoint.detector(), watched[chosen].images)
    return server.compute(parts), is_anomaly


def among(labels: Tensor, kinds: Kinds) -> tuple[Tensor, Tensor]:
    """Return which digits are of these kinds, bool (N,), and which of those are anomalies."""
    chosen = torch.isin(labels, torch.tensor(kinds[0] + kinds[1]))
    return chosen, torch.isin(labels[chosen], torch.tensor(kinds[1]))
