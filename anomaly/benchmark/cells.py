"""One cell of the benchmark: a detector fitted on one digit with one seed, and measured."""

import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import torch
from threadpoolctl import threadpool_limits

from anomaly.benchmark.contenders import MAX_TEST_DIGITS, Place, Task
from anomaly.data.digits import Digits, check_labels, load_digits
from anomaly.detectors import check_choice, check_range
from anomaly.detectors.components.loop import pick_device
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.training.packing import END_STATUSES
from anomaly.training.subset import scoring_subset
from anomaly.training.trainer import Training


@dataclass(frozen=True)
class Cell:
    """What came of a task.

    Attributes
    ----------
    detector : str
        The contender's name.
    normal, seed : int
    auroc : float or None
        Of the normal digit against all others; None where there is none.
    fit_s : float or None
        Seconds to fit.
    score_us : float or None
        Microseconds a digit to score the test digits.
    parameters : int or None
        How many numbers the detector has learned.
    tested : int
        How many test digits were scored.
    ended : {"complete", "diverged", "collapsed", "stopped", "failed"}
        Collapsed is a detector that rebuilds everything alike, or by which all test digits score
        the same.
    problem : str
        The sentence that says why there is no AUROC, else empty.

    Raises
    ------
    UserError, TypeError
        If a value makes no sense; cells also come from files.
    """

    detector: str
    normal: int
    seed: int
    auroc: float | None
    fit_s: float | None
    score_us: float | None
    parameters: int | None
    tested: int
    ended: str
    problem: str = ""

    def __post_init__(self) -> None:
        check_labels((self.normal,))
        check_range("seed", self.seed, 0, 2**63 - 1)
        check_range("tested", self.tested, 0, MAX_TEST_DIGITS)
        if not all(isinstance(text, str) for text in (self.detector, self.ended, self.problem)):
            raise TypeError(self)
        check_choice("ended", self.ended, (*END_STATUSES, "failed"))
        if self.ended == "failed":
            if self.auroc is not None:
                raise TypeError(self)
            return
        check_range("auroc", self.auroc, 0.0, 1.0)  # type: ignore[arg-type]
        for name in ("fit_s", "score_us", "parameters"):
            check_range(name, getattr(self, name), 0.0, 1e12)

    @property
    def place(self) -> Place:
        """Where it belongs."""
        return self.detector, self.normal, self.seed


@dataclass(frozen=True)
class Mishap:
    """That a task ended with an error nobody foresaw, which is a fault of the program."""

    task: Task
    traceback: str

    @property
    def place(self) -> Place:
        """Where its cell would have belonged."""
        return self.task.place


def compute(task: Task, source: str, fingerprint: str) -> Cell | Mishap:
    """Compute a cell, in whatever process and on whatever machine.

    Parameters
    ----------
    task : Task
    source : str
        Where this machine has the digits, as `load_digits` takes it; nobody sends them around.
    fingerprint : str
        Of the digits meant.

    Raises
    ------
    UserError
        If this machine has other digits, or lacks the device.
    """
    digits = digits_here(source, fingerprint)
    pick_device(task.contender.device)
    try:
        with _one_thread():
            return _measure(task, digits)
    except UserError as problem:
        return Cell(*task.place, None, None, None, None, 0, ended="failed", problem=str(problem))
    except Exception:  # one detector's fault is no reason to lose a night's work of the others
        return Mishap(task, traceback.format_exc())


def digits_here(source: str, fingerprint: str) -> Digits:
    """Return the digits of this machine, read once a process.

    Raises
    ------
    UserError
        If it has none, or others than those with `fingerprint`.
    """
    digits = _load(source)
    if digits.fingerprint != fingerprint:
        raise UserError("benchmark.other_digits", found=digits.fingerprint, wanted=fingerprint)
    return digits


_load = lru_cache(maxsize=1)(load_digits)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Compute on one core inside the block: there are as many cells at once as cores.

    It also makes a result independent of how many there are.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1):
            yield
    finally:
        torch.set_num_threads(before)


def _measure(task: Task, digits: Digits) -> Cell:
    contender = task.contender
    training = Training(contender.plan(task.normal, task.seed), digits, contender.device)
    training.yield_interval = float("inf")
    for _ in training:
        pass
    detector = training.detector()
    labels = digits.test.labels
    test = digits.test[scoring_subset(type(detector), labels, most=contender.test_digits)]
    images = test.images
    scoring = time.perf_counter()
    scores = detector.anomaly_score(images)
    scored = time.perf_counter()
    area = auroc(scores, test.labels != task.normal)
    alike = bool((scores == scores[0]).all())
    return Cell(
        detector=contender.name,
        normal=task.normal,
        seed=task.seed,
        auroc=area,
        fit_s=training.history[-1].seconds,
        score_us=1e6 * (scored - scoring) / len(test),
        parameters=sum(value.numel() for value in detector.state_dict().values()),
        tested=len(test),
        ended="collapsed" if alike else training.ending(detector),
    )
