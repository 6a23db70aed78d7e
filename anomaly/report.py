"""A self-contained HTML page about one trained detector."""

from html import escape
from pathlib import Path

import torch

from anomaly import figures
from anomaly.data import LabelledImages, all_others
from anomaly.detectors import Detection
from anomaly.evaluation import auroc, confusion, quantile_threshold, roc
from anomaly.paths import replacing
from anomaly.text import name_digits, say
from anomaly.training import TrainedDetector

EXAMPLES = 5  # of each kind in the three-row figure
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem}}
td{{padding:0 1rem 0 0}}</style><h1>{title}</h1>{body}</html>
"""


def write_report(path: Path, trained: TrainedDetector, test: LabelledImages) -> None:
    """Write loss curve, the article's figure, histogram and ROC as one page, atomically.

    Parameters
    ----------
    path : Path
    trained : TrainedDetector
    test : LabelledImages
        The digits whose scores `trained` carries.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    plan = trained.plan
    rest = all_others(plan.normal)
    scores, is_anomaly = trained.against(rest)
    threshold = quantile_threshold(trained.calibration_scores)
    counts = confusion(scores, is_anomaly, threshold)
    names = (name_digits(plan.normal), name_digits(rest))
    sections = {
        "report.loss": figures.loss_curve(trained.history),
        "report.figure": figures.three_rows(_examples(trained, test)),
        "report.histogram": figures.histogram(
            figures.bin_scores(scores, is_anomaly, figures.axis_top(scores)), threshold, None, names
        ),
        "report.roc": figures.roc_curve(
            roc(scores, is_anomaly),
            auroc(scores, is_anomaly),
            (counts.false_alarm_share, counts.caught_share),
        ),
    }
    settings = plan.as_dict() | {say("report.digits"): trained.source}
    rows = "".join(
        f"<tr><td>{escape(str(name))}<td>{escape(str(value))}" for name, value in settings.items()
    )
    body = f"<h2>{say('report.settings')}</h2><table>{rows}</table>"
    for number, (title, figure) in enumerate(sections.items()):
        library = "inline" if number == 0 else False
        drawing = figure.to_html(full_html=False, include_plotlyjs=library)
        body += f"<h2>{say(title)}</h2>{drawing}"
    title = escape(say("report.title", detector=plan.detector, normal=names[0]))
    with replacing(path) as temporary:
        temporary.write_text(PAGE.format(title=title, body=body), encoding="utf-8")


def _examples(trained: TrainedDetector, test: LabelledImages) -> list[Detection]:
    """Detect the first few normal and anomalous test digits."""
    is_normal = torch.isin(test.labels, torch.tensor(trained.plan.normal))
    rows = [row for kind in (is_normal, ~is_normal) for row in kind.nonzero()[:EXAMPLES, 0]]
    images = test[torch.stack(rows)].images
    return [trained.detector.detect(image.view(28, 28)) for image in images]
