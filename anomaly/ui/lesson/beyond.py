"""Detectors with a generator, which the page asks for films, and the published benchmark."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from anomaly.figures.colours import HEAT
from anomaly.preprocessing.pipeline import DEFAULTS
from anomaly.text import display_name
from anomaly.training.plan import TrainingPlan
from anomaly.ui.lesson.context import LessonContext
from anomaly.ui.lesson.samples import typical_samples
from anomaly.ui.session import server
from anomaly.ui.session.endpoint import open_endpoint
from anomaly.ui.session.session import session
from anomaly.ui.web.questions import questions_address

if TYPE_CHECKING:
    from anomaly.benchmark.summary import Row

WORDS = (
    "tabs", "tab_benchmark", "anogan_text", "efficientgan_text", "anovaegan_text", "benchmark_text",
    "input", "generated", "difference", "chart", "code", "play", "stop", "place", "frame",
    "waiting", "computing", "failed", "passes", "anomaly", "table", "detector", "mean", "read",
    "paper", "closing",
)  # fmt: skip
PAPERS = {
    "anogan": ("Schlegl et al. 2017", "https://arxiv.org/abs/1703.05921"),
    "efficientgan": ("Zenati et al. 2018", "https://arxiv.org/abs/1802.06222"),
    "anovaegan": ("Baur et al. 2018", "https://arxiv.org/abs/1804.04488"),
}


def data(lesson: LessonContext) -> dict[str, Any]:
    """Return where films are asked for, and the benchmark.

    Parameters
    ----------
    lesson : LessonContext

    Returns
    -------
    dict
        ``detectors``, each with its ``title``, ``address`` and ``line``, and its ``paper`` with
        authors and address; ``sample``, a digit; ``benchmark``, for each detector its ``title`` and
        the ``areas`` under its ROC curves by digit, the best on average first; ``heat``, the
        colours of a difference.
    """
    return {
        "detectors": {name: _detector(name, lesson) for name in PAPERS},
        "sample": typical_samples(lesson, 9)[0],
        "benchmark": [
            {
                "title": display_name("detector", row.detector),
                "areas": [round(area, 3) for area in row.by_digit.values()],
            }
            for row in _published()
            if ":" not in row.detector  # another recipe of a detector that is there
        ],
        "heat": list(HEAT),
    }


@lru_cache(maxsize=1)
def _published() -> "list[Row]":
    from anomaly.benchmark.published import load_published  # loads much, for this step alone

    return load_published()


def _detector(name: str, lesson: LessonContext) -> dict[str, Any]:
    trained, _ = server.models().find(TrainingPlan(detector=name), lesson.digits)
    authors, paper = PAPERS[name]
    message = {
        "title": display_name("detector", name),
        "paper": {"authors": authors, "address": paper},
        "address": "",
        "line": 0.0,
    }
    if trained is None:
        return message
    films = session().learn.films
    if name not in films or films[name].trained is not trained:
        films[name] = open_endpoint(trained, DEFAULTS)
    address = questions_address(films[name])
    return message | {"address": address, "line": round(trained.threshold, 3)}
