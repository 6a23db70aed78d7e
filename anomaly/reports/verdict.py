"""The verdict on a digit as a sentence: how far its score is from the line, and on which side."""

from collections.abc import Sequence

from anomaly.detectors import Detection, Detector
from anomaly.evaluation import Margin, is_far
from anomaly.text import decimals_to_tell_apart, format_score, t

# Beyond this many times the threshold the ratio says more than "above".
MIN_TIMES = 1.5
# Share of its ink that the reconstruction of a digit that passes may lack unsaid: most of it is
# more than half. Of the calibration digits that pass, at most 3 in 1,000 lack more (autoencoder,
# convolutional and principal components for each of the ten digits, the others for 1); with AnoGAN,
# whose search can end beside the nearest digit, 6 in 1,000.
MAX_MISSING = 0.5
MAX_EXTRA_DECIMALS = 3  # to tell a score from a threshold that is nearly the same


def describe_verdict(
    score: float,
    threshold: float,
    margin: Margin,
    decimals: int,
    reasons: Sequence[str] = (),
    band: Sequence[float] = (),
) -> str:
    """Return the verdict on a digit; ``ui/components/threshold/sentence.js`` says the same.

    Parameters
    ----------
    score, threshold : float
    margin : Margin
        Within which the score is a close call.
    decimals : int
        Of a score; more are written where the two would look the same.
    reasons : sequence of str
        Of the second test, in words; the first is said where the score alone would pass.
    band : sequence of float
        Resampled thresholds of the rule in force: a score far from all is said to be.
    """
    kind = _kind(score, threshold, margin)
    if score < threshold and reasons:
        kind = "anomaly_limits"
    elif band and not kind.endswith(("close", "on")) and is_far(band, score):
        kind = f"{kind}_far"
    shown, most = decimals, decimals + MAX_EXTRA_DECIMALS
    if score != threshold:
        shown = decimals_to_tell_apart(score, threshold, decimals, most)
    times = format_score(score / threshold, 1 if score < 10 * threshold else 0) if threshold else ""
    return t(
        f"verdict.{kind}",
        score=format_score(score, shown),
        threshold=format_score(threshold, shown),
        times=times,
        reason=reasons[0] if reasons else "",
    )


def describe_missing(detector: Detector, detection: Detection) -> str:
    """Return the sentence on a digit that passes though most of its ink was not rebuilt.

    Empty where more was rebuilt, or where that says nothing of the detector's score.
    """
    share = detection.share_missing
    if not detector.scores_difference or share <= MAX_MISSING:
        return ""
    return t("verdict.missing", share=f"{share:.0%}")


def _kind(score: float, threshold: float, margin: Margin) -> str:
    is_close = margin.holds(score, threshold)
    if score < threshold:
        return "normal_close" if is_close else "normal"
    if score == threshold:
        return "anomaly_on"
    if is_close:
        return "anomaly_close"
    return "anomaly_times" if 0 < MIN_TIMES * threshold <= score else "anomaly"
