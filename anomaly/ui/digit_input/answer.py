"""The answer to the digit at hand, made once in a run, for the page's scripts and its link."""

from dataclasses import dataclass

import numpy as np
import torch

from anomaly.detectors import Detection
from anomaly.text import join_text, t
from anomaly.training.judgement import judge_scored
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer.messages import AnswerMessage, DigitMessage, NoticeMessage
from anomaly.ui.components.arrays import encode_array
from anomaly.ui.digit_input.digit_at_hand import SelectedDigit
from anomaly.ui.session.address import View
from anomaly.ui.session.answer_message import message_for_browser
from anomaly.ui.session.links import view_of
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import session
from anomaly.ui.session.threshold import ThresholdState

SCALE = 1000  # values are sent as whole thousandths


@dataclass(frozen=True)
class Answer:
    """A detector's result for the digit at hand, with the threshold in force.

    Attributes
    ----------
    context : PageContext
    picked : SelectedDigit
    detection : Detection or None
        None where there is nothing to judge.
    threshold : ThresholdState
    drawing : int
        Number of the last drawing that the page sent.
    view : View
        The view that a link to it carries.
    """

    context: PageContext
    picked: SelectedDigit
    detection: Detection | None
    threshold: ThresholdState
    drawing: int
    view: View

    def message(self) -> AnswerMessage:
        """Return the answer as the page's scripts take it."""
        detection = self.detection
        return message_for_browser(
            self.context.trained,
            self.context.anomalous,
            self.threshold,
            drawing=self.drawing,
            score=None if detection is None else detection.score,
            reason=reason_for(self.picked.problem),
            limits=() if detection is None else limit_sentences(self.context.trained, detection),
            digit=None if detection is None else digit_message(self.picked.origin, detection),
            notices=notices_on(self.picked),
        )


def limit_sentences(trained: TrainedDetector, detection: Detection) -> tuple[str, ...]:
    """Return the reasons of the second test on a digit, in words."""
    return judge_scored(trained, detection.image, [detection.score])[0].sentences


def make_answer(
    context: PageContext,
    picked: SelectedDigit,
    detection: Detection | None,
    threshold: ThresholdState,
) -> Answer:
    """Return the answer to the drawing that the session knows of, or to another digit."""
    view = view_of(context, threshold)
    return Answer(context, picked, detection, threshold, session().digit.sequence, view)


def notices_on(picked: SelectedDigit) -> list[NoticeMessage]:
    """Return what should be known of a digit beside its verdict, and of the steps to it."""
    notices: list[NoticeMessage] = [
        {"text": t(f"notice.{name}"), "why": t(f"notice.{name}_why"), "lasts": False}
        for name in picked.notices
    ]
    if picked.steps_off:
        names = join_text("words", (t(f"steps.{name}").lower() for name in picked.steps_off))
        text, why = t("notice.steps", names=names), t("notice.steps_why")
        notices.append({"text": text, "why": why, "lasts": True})
    return notices


def reason_for(problem: str) -> str:
    """Return the sentence in place of a verdict, by the one that says why there is none."""
    return problem and t("verdict.blank", reason=problem)


def digit_message(origin: str, detection: Detection) -> DigitMessage:
    """Return a digit as the page's scripts take it."""
    pictures = torch.stack([detection.image, detection.reconstruction, detection.difference])
    thousandths = np.rint(SCALE * pictures.numpy())  # (3, 28, 28)
    return {"origin": origin, "values": encode_array(thousandths, "<i2")}
