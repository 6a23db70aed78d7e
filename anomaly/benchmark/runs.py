"""One run of the benchmark: a detector fitted with one seed and measured."""

import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import torch
from threadpoolctl import threadpool_limits

from anomaly.benchmark.entries import MAX_TEST_DIGITS, RunId, Task
from anomaly.data.digits import Digits, check_labels, load_digits
from anomaly.detectors.components.loop import pick_device
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.training.model_schema import END_STATUSES
from anomaly.training.plan import MAX_CONTAMINATION
from anomaly.training.subset import scoring_subset
from anomaly.training.trainer import Training
from anomaly.validation import check_choice, check_range


@dataclass(frozen=True)
class RunResult:
    """Result of one benchmark run.

    Attributes
    ----------
    detector : str
        The entry's name.
    digit, seed : int
        The digit is the normal one or, where all others are normal, the anomalous one.
    auroc : float or None
        AUROC of normal against anomalous test digits; None if the run failed.
    fit_s : float or None
        Seconds to fit.
    score_us : float or None
        Microseconds a digit to score the test digits.
    parameters : int or None
        Count of numbers learned; None if a detector of another library does not tell.
    tested : int
        Count of test digits scored.
    ended : {"complete", "diverged", "collapsed", "stopped", "failed"}
        A detector has collapsed if it rebuilds everything alike, or all test digits score the same.
    problem : str
        The sentence that says why there is no AUROC, else empty.
    contamination : float
        Share of anomalies among the digits fitted on.

    Raises
    ------
    UserError, TypeError
        If a value is invalid; results are also read from files.
    """

    detector: str
    digit: int
    seed: int
    auroc: float | None
    fit_s: float | None
    score_us: float | None
    parameters: int | None
    tested: int
    ended: str
    problem: str = ""
    contamination: float = 0.0

    def __post_init__(self) -> None:
        check_labels((self.digit,))
        check_range("seed", self.seed, 0, 2**63 - 1)
        check_range("tested", self.tested, 0, MAX_TEST_DIGITS)
        check_range("contamination", self.contamination, 0.0, MAX_CONTAMINATION)
        if not all(isinstance(text, str) for text in (self.detector, self.ended, self.problem)):
            raise TypeError(self)
        check_choice("ended", self.ended, (*END_STATUSES, "failed"))
        if self.ended == "failed":
            if self.auroc is not None:
                raise TypeError(self)
            return
        check_range("auroc", self.auroc, 0.0, 1.0)  # type: ignore[arg-type]
        for name in ("fit_s", "score_us"):
            check_range(name, getattr(self, name), 0.0, 1e12)
        if self.parameters is not None:
            check_range("parameters", self.parameters, 0.0, 1e12)

    @property
    def run_id(self) -> RunId:
        """Identity of the run."""
        return self.detector, self.digit, self.seed, self.contamination


@dataclass(frozen=True)
class CrashedRun:
    """A run that raised an unexpected exception, which is a bug."""

    task: Task
    traceback: str

    @property
    def run_id(self) -> RunId:
        """Identity of the run."""
        return self.task.run_id


def run_task(task: Task, source: str, fingerprint: str) -> RunResult | CrashedRun:
    """Compute one run, in any process and on any machine.

    Parameters
    ----------
    task : Task
    source : str
        Source of this machine's digits, as `load_digits` takes it; they are not sent along.
    fingerprint : str
        Fingerprint of the digits expected.

    Raises
    ------
    UserError
        If this machine has other digits, or lacks the device or a package.
    """
    digits = local_digits(source, fingerprint)
    pick_device(task.entry.device)
    task.entry.check_installed()
    try:
        with _one_thread():
            return _measure(task, digits)
    except UserError as problem:
        return _failed(task, str(problem))
    except Exception:  # must not end a whole night's benchmark
        return CrashedRun(task, traceback.format_exc())


def local_digits(source: str, fingerprint: str) -> Digits:
    """Return the digits of this machine, read once per process.

    Raises
    ------
    UserError
        If there are none, or their fingerprint differs.
    """
    digits = _load(source)
    if digits.fingerprint != fingerprint:
        raise UserError("benchmark.other_digits", found=digits.fingerprint, wanted=fingerprint)
    return digits


_load = lru_cache(maxsize=1)(load_digits)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Limit PyTorch and BLAS to one thread: as many runs as cores are computed at once.

    It also makes results independent of the number of cores.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1):
            yield
    finally:
        torch.set_num_threads(before)


def _failed(task: Task, problem: str) -> RunResult:
    return RunResult(
        detector=task.entry.name,
        digit=task.digit,
        seed=task.seed,
        auroc=None,
        fit_s=None,
        score_us=None,
        parameters=None,
        tested=0,
        ended="failed",
        problem=problem,
        contamination=task.contamination,
    )


def _measure(task: Task, digits: Digits) -> RunResult:
    entry, plan = task.entry, task.plan
    training = Training(plan, digits, entry.device)
    for _ in training.fit():
        pass
    detector = training.detector()
    labels = digits.test.labels
    test = digits.test[scoring_subset(type(detector), labels, most=entry.test_digits)]
    images = test.images
    start = time.perf_counter()
    scores = detector.anomaly_score(images)
    seconds = time.perf_counter() - start
    area = auroc(scores, ~torch.isin(test.labels, torch.tensor(plan.normal)))
    is_constant = bool((scores == scores[0]).all())
    learned = sum(value.numel() for value in detector.state_dict().values())
    return RunResult(
        detector=entry.name,
        digit=task.digit,
        seed=task.seed,
        auroc=area,
        fit_s=training.history[-1].seconds,
        score_us=1e6 * seconds / len(test),
        parameters=learned if detector.is_storable else None,
        tested=len(test),
        ended="collapsed" if is_constant else training.ending(training.has_collapsed(detector)),
        contamination=task.contamination,
    )
