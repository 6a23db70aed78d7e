"""The questions of tasks to guess, and their answers, which students get once they are shown.

Content and answer of each kind, as screens have them; a picture is the base64 of uint8 (28, 28),
ink bright on dark, and scores count along `edges`, those beyond in the outermost bins:

- ``guess_verdict``, will it be called an anomaly? ``{picture}``; answer ``{value: bool, score,
  threshold, reconstruction, difference}``.
- ``guess_threshold``, where would you put the threshold? ``{edges, counts}``, of both kinds
  together; answer ``{value, threshold, normal, anomalous, mistakes}``: the edge with the fewest
  misses and false alarms, the threshold in force, the counts of each kind, and the mistakes at each
  edge.
- ``guess_misses``, how many anomalies are below this line? ``{edges, counts, threshold,
  anomalies}``, the last being how many there are; answer ``{value: int, normal, anomalous}``.
- ``guess_rebuilt``, which of these will it rebuild best? ``{pictures}``; answer ``{value: index,
  reconstructions, scores, threshold}``.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anomaly.errors import UserError

MAX_OF_KIND = 100  # digits in a histogram to guess on, so that mistakes are easy to imagine
CLOSE = 50  # digits of a kind nearest to the threshold, whose verdict is no matter of course
CHOICES = 4  # pictures of which one is rebuilt best

Indices = NDArray[np.int64]
Question = tuple[dict[str, Any], dict[str, Any]]  # content and answer


@dataclass(frozen=True, eq=False)
class Pool:
    """Digits that a detector has not learned, from which questions are made.

    Attributes
    ----------
    images : ndarray
        Floats (N, 28, 28) in [0, 1].
    scores : ndarray
        Floats (N,).
    is_anomaly : ndarray
        bool (N,).
    edges : ndarray
        Floats (K + 1,), ascending: those of a histogram's bins.
    rebuild : callable
        Returns the reconstructions of some images, of the same shape.
    """

    images: NDArray[np.float32]
    scores: NDArray[np.float64]
    is_anomaly: NDArray[np.bool_]
    edges: NDArray[np.float64]
    rebuild: Callable[[NDArray[np.float32]], NDArray[np.float32]]


def question_for(kind: str, pool: Pool, threshold: float, rng: np.random.Generator) -> Question:
    """Return the content of a task to guess, and its answer.

    Parameters
    ----------
    kind : str
        One of `anomaly.classroom.tasks.GUESS`.
    pool : Pool
    threshold : float
        In force on the teacher's screen.
    rng : Generator
        Chooses the digits.

    Raises
    ------
    UserError
        If there is no such kind, or not a digit of each kind.
    """
    if kind not in _QUESTIONS or pool.is_anomaly.all() or not pool.is_anomaly.any():
        raise UserError("class.no_task")
    return _QUESTIONS[kind](pool, threshold, rng)


def encode_picture(image: ArrayLike) -> str:
    """Return a picture, floats (28, 28) in [0, 1], as screens read it."""
    pixels = np.rint(np.clip(np.asarray(image, np.float64), 0, 1) * 255)
    return base64.b64encode(pixels.astype(np.uint8).tobytes()).decode()


def _verdict(pool: Pool, threshold: float, rng: np.random.Generator) -> Question:
    of_kind = np.flatnonzero(pool.is_anomaly == bool(rng.integers(2)))
    order = np.argsort(np.abs(pool.scores[of_kind] - threshold), kind="stable")
    row = of_kind[rng.choice(order[:CLOSE])]
    image, score = pool.images[row], float(pool.scores[row])
    [rebuilt] = pool.rebuild(image[None])
    answer = {
        "value": score >= threshold,
        "score": score,
        "threshold": threshold,
        "reconstruction": encode_picture(rebuilt),
        "difference": encode_picture(np.abs(image - rebuilt)),
    }
    return {"picture": encode_picture(image)}, answer


def _threshold(pool: Pool, threshold: float, rng: np.random.Generator) -> Question:
    content, kinds, (normal, anomalous) = _histogram(pool, rng)
    mistakes = [int((normal >= edge).sum() + (anomalous < edge).sum()) for edge in pool.edges]
    best = np.flatnonzero(np.array(mistakes) == min(mistakes))
    value = float(pool.edges[best[len(best) // 2]])
    return content, {"value": value, "threshold": threshold, **kinds, "mistakes": mistakes}


def _misses(pool: Pool, threshold: float, rng: np.random.Generator) -> Question:
    content, kinds, (_, anomalous) = _histogram(pool, rng)
    value = int((anomalous < threshold).sum())
    asked = {"threshold": threshold, "anomalies": len(anomalous)}
    return content | asked, {"value": value, **kinds}


def _rebuilt(pool: Pool, threshold: float, rng: np.random.Generator) -> Question:
    flagged = pool.scores >= threshold
    rows = np.concatenate(
        [
            _some(pool.is_anomaly & flagged, pool.is_anomaly, CHOICES - 1, rng),
            _some(~pool.is_anomaly & ~flagged, ~pool.is_anomaly, 1, rng),
        ]
    )
    rng.shuffle(rows)
    images, scores = pool.images[rows], pool.scores[rows]
    answer = {
        "value": int(scores.argmin()),
        "reconstructions": [encode_picture(image) for image in pool.rebuild(images)],
        "scores": scores.tolist(),
        "threshold": threshold,
    }
    return {"pictures": [encode_picture(image) for image in images]}, answer


def _some(
    wanted: NDArray[np.bool_], instead: NDArray[np.bool_], count: int, rng: np.random.Generator
) -> Indices:
    """Return rows of what is wanted; where there are too few, of what there is instead."""
    rows = np.flatnonzero(wanted)
    rows = rows if len(rows) >= count else np.flatnonzero(instead)
    return rng.permutation(rows)[:count]


def _histogram(
    pool: Pool, rng: np.random.Generator
) -> tuple[dict[str, Any], dict[str, Any], tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return a histogram of both kinds together, that of each, and the scores of each."""
    normal, anomalous = (
        pool.scores[rng.permutation(np.flatnonzero(pool.is_anomaly == kind))[:MAX_OF_KIND]]
        for kind in (False, True)
    )
    inside = pool.edges[0], np.nextafter(pool.edges[-1], pool.edges[0])
    counts = [
        np.histogram(np.clip(scores, *inside), bins=pool.edges)[0] for scores in (normal, anomalous)
    ]
    content = {"edges": pool.edges.tolist(), "counts": (counts[0] + counts[1]).tolist()}
    kinds = {"normal": counts[0].tolist(), "anomalous": counts[1].tolist()}
    return content, kinds, (normal, anomalous)


_QUESTIONS: Mapping[str, Callable[[Pool, float, np.random.Generator], Question]] = {
    "guess_verdict": _verdict,
    "guess_threshold": _threshold,
    "guess_misses": _misses,
    "guess_rebuilt": _rebuilt,
}
