"""Verdicts of several detectors on one digit, each on a card of its own."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from anomaly import figures
from anomaly.detectors import Detection
from anomaly.evaluation import share_below
from anomaly.reports.evaluation_report import is_uninformative
from anomaly.text import display_name, format_percent, format_score_beside, t
from anomaly.training.judgement import judge_scored
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import picture_address
from anomaly.ui.session.session import session

SHORT = 10.0  # milliseconds below which tenths are told
SIGNS = {"normal": "✓", "anomaly": "▲"}  # as beside the verdict of the playground


@dataclass(frozen=True)
class VerdictCard:
    """Content of a card: a detector's verdict on a digit, and the time it took.

    Attributes
    ----------
    trained : TrainedDetector
    detection : Detection
    milliseconds : float
        The detection's duration.
    note : str
        What is to be said of how it came about; or empty.
    """

    trained: TrainedDetector
    detection: Detection
    milliseconds: float
    note: str = ""


def show_card(card: VerdictCard) -> None:
    """Show a detector's pictures and its verdict, and a warning where it deserves no trust."""
    trained, detection = card.trained, card.detection
    kind, score, threshold, reason = verdict_of(trained, detection)
    share = format_percent(share_below(detection.score, trained.independent_scores))
    milliseconds = f"{card.milliseconds:.{0 if card.milliseconds >= SHORT else 1}f}"
    lines = [t("compare.share", share=share, milliseconds=milliseconds), card.note, reason]
    if is_uninformative(trained):
        lines.append(t("compare.uninformative", seed=trained.plan.seed))
    word = f"<b>{SIGNS[kind]} {escape(t(f'compare.{kind}'))}</b>"
    scores = escape(t("compare.scores", score=score, threshold=threshold))
    address = picture_address(figures.strip(detection))
    _card(
        trained.plan.detector,
        kind,
        f'<img src="{address}" alt="{escape(t("compare.pictures"))}">',
        f"{word} <span>{scores}</span>",
        [line for line in lines if line],
    )


def show_empty_card(detector: str, reason: str = "") -> None:
    """Show the card of a detector that has judged nothing, with the same room.

    Parameters
    ----------
    detector : str
    reason : str
        Why; or empty.
    """
    _card(detector, "waiting", "<i></i>", "", [reason])


def verdict_of(trained: TrainedDetector, detection: Detection) -> tuple[str, str, str, str]:
    """Return a verdict at the default threshold.

    Returns
    -------
    kind : {"normal", "anomaly"}
    score, threshold : str
        As written.
    reason : str
        The sentence on the second test where that made it an anomaly; else empty.
    """
    [judged] = judge_scored(
        trained, detection.image, [detection.score], with_limits=session().with_limits
    )
    decimals = figures.axis_of(trained.test_scores).decimals
    kind = "anomaly" if judged.is_anomaly else "normal"
    by_limits = judged.is_anomaly and not judged.is_beyond
    reason = t("verdict.limits", reason=judged.sentences[0]) if by_limits else ""
    return kind, *format_score_beside(judged.score, judged.threshold, decimals), reason


def _card(detector: str, kind: str, picture: str, verdict: str, lines: list[str]) -> None:
    name = escape(display_name("detector", detector))
    small = "".join(f"<small>{escape(line)}</small>" for line in lines)
    st.html(
        f'<figure class="judgement {kind}">{picture}<figcaption><strong>{name}</strong>'
        f'<span class="judged">{verdict}</span>{small}</figcaption></figure>'
    )
