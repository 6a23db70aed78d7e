"""A self-contained HTML page about one trained detector."""

from html import escape
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import torch

from anomaly import figures
from anomaly.data.digits import Digits, LabelledImages, all_others
from anomaly.detectors import Detection
from anomaly.evaluation import auroc, average_precision, confusion, precision_recall, roc
from anomaly.paths import atomic_write
from anomaly.reports.scorecard import choose_threshold, scorecard, sentences
from anomaly.text import format_digits, t
from anomaly.training.trained import TrainedDetector

EXAMPLES = 5  # of each kind in the three-row figure
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem}}
td{{padding:0 1rem 0 0}}</style><h1>{title}</h1>{body}</html>
"""


def write_report(path: Path, trained: TrainedDetector, digits: Digits) -> None:
    """Write `report_page` for all other digits and the default threshold, atomically.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    others = all_others(trained.plan.normal)
    threshold, rule, _ = choose_threshold(trained, others, None)
    page = report_page(trained, digits, others, threshold, rule)
    with atomic_write(path) as temporary:
        temporary.write_text(page, encoding="utf-8")


def report_page(
    trained: TrainedDetector,
    digits: Digits,
    anomalous: tuple[int, ...],
    threshold: float,
    rule: str | None,
) -> str:
    """Return loss curve, the article's figure, histogram, ROC and precision-recall as one page.

    Parameters
    ----------
    trained : TrainedDetector
    digits : Digits
        To show examples of; the page says so where they are not those the scores are of.
    anomalous : tuple of int
        The digits that count as anomalies.
    threshold : float
    rule : str or None
        That chose the threshold, as written; None for a threshold set by hand.

    Raises
    ------
    UserError
        If there are no test digits of one kind.
    """
    plan = trained.plan
    card = scorecard(trained, anomalous, threshold, rule)
    measured = "".join(f"<li>{escape(sentence)}" for sentence in sentences(trained, card))
    body = f"<h2>{t('report.measured')}</h2><ul>{measured}</ul>"
    body += f"<h2>{t('report.settings')}</h2>{_settings(trained, anomalous)}"
    sections = _figures(trained, digits.test, anomalous, threshold)
    for number, (title, figure) in enumerate(sections.items()):
        library = "inline" if number == 0 else False
        drawing = figure.to_html(full_html=False, include_plotlyjs=library)
        body += f"<h2>{t(title)}</h2>{drawing}"
        if title == "report.figure" and digits.fingerprint != trained.fingerprint:
            body += f"<p>{t('gallery.other_digits')}</p>"
    title = escape(t("report.title", detector=plan.detector, normal=format_digits(plan.normal)))
    return PAGE.format(title=title, body=body)


def _settings(trained: TrainedDetector, anomalous: tuple[int, ...]) -> str:
    plan = trained.plan
    settings = {
        "detector": plan.detector,
        "normal": format_digits(plan.normal),
        t("report.anomalous"): format_digits(anomalous),
        t("report.digits"): trained.source,
        "seed": plan.seed,
        **plan.as_dict()["settings"],
    }
    rows = "".join(
        f"<tr><td>{escape(str(name))}<td>{escape(str(value))}" for name, value in settings.items()
    )
    return f"<table>{rows}</table>"


def _figures(
    trained: TrainedDetector, test: LabelledImages, anomalous: tuple[int, ...], threshold: float
) -> dict[str, go.Figure]:
    scores, is_anomaly = (np.asarray(part) for part in trained.against(anomalous))
    counts = confusion(scores, is_anomaly, threshold)
    bins = figures.bin_scores(scores, is_anomaly, figures.axis_of(scores))
    names = format_digits(trained.plan.normal), format_digits(anomalous)
    return {
        "report.loss": figures.loss_curve(trained.history),
        "report.figure": figures.three_rows(_examples(trained, test, anomalous)),
        "report.histogram": figures.histogram(bins, threshold, names),
        "report.roc": figures.roc_curve(
            roc(scores, is_anomaly),
            auroc(scores, is_anomaly),
            (counts.fpr, counts.recall),
        ),
        "report.precision": figures.precision_recall_curve(
            precision_recall(scores, is_anomaly),
            average_precision(scores, is_anomaly),
            (counts.recall, counts.precision),
        ),
    }


def _examples(
    trained: TrainedDetector, test: LabelledImages, anomalous: tuple[int, ...]
) -> list[Detection]:
    """Detect the first few normal and anomalous digits."""
    kinds = (torch.isin(test.labels, torch.tensor(of)) for of in (trained.plan.normal, anomalous))
    rows = [row for kind in kinds for row in kind.nonzero()[:EXAMPLES, 0]]
    images = test[torch.stack(rows)].images
    return trained.detector.detect_all(images)
