"""Benchmark entries and the runs they expand to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from anomaly.benchmark.protocols import ONE_CLASS, Protocol
from anomaly.data.digits import check_labels
from anomaly.detectors import DETECTORS, find_entry, recipe
from anomaly.errors import UserError
from anomaly.training.plan import TrainingPlan
from anomaly.validation import check_installed, check_range

MAX_TEST_DIGITS = 10_000
RunId = tuple[str, int, int, float]  # entry's name, digit, seed and contamination


@dataclass(frozen=True)
class BenchmarkEntry:
    """A detector in the benchmark, with its settings and limits.

    Attributes
    ----------
    name : str
        Name in the registry, followed by a colon and the recipe unless that is the default.
    settings
        Settings of the detector.
    most_digits : int or None
        Upper bound on the training digits to fit on.
    test_digits : int or None
        Upper bound on the test digits to score, in the test set's mixture.
    device : {"cpu", "cuda", "mps"}

    Raises
    ------
    UserError
        If the detector is unknown, or a value makes no sense.
    """

    name: str
    settings: Any
    most_digits: int | None = None
    test_digits: int | None = None
    device: str = "cpu"

    def __post_init__(self) -> None:
        if self.test_digits is not None:
            check_range("test_digits", self.test_digits, 10, MAX_TEST_DIGITS)
        self.plan((0,), 0)

    @property
    def detector(self) -> str:
        """Name of the detector in its registry."""
        return self.name.partition(":")[0]

    def plan(self, normal: tuple[int, ...], seed: int, contamination: float = 0.0) -> TrainingPlan:
        """Return the training plan of one of its runs."""
        return TrainingPlan(
            detector=self.detector,
            settings=self.settings,
            normal=normal,
            seed=seed,
            most_digits=self.most_digits,
            contamination=contamination,
        )

    def check_installed(self) -> None:
        """Raise a UserError if this machine lacks a package that the detector needs."""
        check_installed(*find_entry(self.detector).detector.packages)


def parse_entries(text: str, **limits: Any) -> tuple[BenchmarkEntry, ...]:
    """Read ``"all"``, or names with or without a recipe: ``"pca,autoencoder:article"``.

    Parameters
    ----------
    text : str
    **limits
        Limits of each entry: `most_digits`, `test_digits`, `device`.

    Raises
    ------
    UserError
        If there is no such detector or recipe; the sentence lists those there are.
    """
    names = list(DETECTORS) if text.strip() == "all" else text.split(",")
    named = [name.strip() for name in names if name.strip()]
    if not named:
        raise UserError("detector.unknown", name="", known=", ".join(DETECTORS))
    entries = {}
    for name in named:
        detector, _, recipe_name = name.partition(":")
        settings = recipe(detector, recipe_name or "default")
        name = detector if recipe_name in ("", "default") else name
        entries[name] = BenchmarkEntry(name, settings, **limits)
    return tuple(entries.values())


@dataclass(frozen=True)
class Task:
    """A run to compute: an entry measured on one digit with one seed.

    Attributes
    ----------
    entry : BenchmarkEntry
    digit, seed : int
    protocol : Protocol
        Says whether the digit is the normal or the anomalous one.
    contamination : float
        Share of anomalies among the digits to fit on.
    """

    entry: BenchmarkEntry
    digit: int
    seed: int
    protocol: Protocol = ONE_CLASS
    contamination: float = 0.0

    @property
    def run_id(self) -> RunId:
        """Identity of the run."""
        return self.entry.name, self.digit, self.seed, self.contamination

    @property
    def plan(self) -> TrainingPlan:
        """Training plan of the run."""
        normal = self.protocol.normal(self.digit)
        return self.entry.plan(normal, self.seed, self.contamination)


def plan_tasks(
    entries: Sequence[BenchmarkEntry],
    digits: Sequence[int],
    seeds: Sequence[int],
    protocol: Protocol = ONE_CLASS,
) -> list[Task]:
    """Return all tasks, seed by seed, so that an early look at the results has every detector."""
    return [
        Task(entry, digit, seed, protocol, contamination)
        for seed in seeds
        for entry in entries
        for digit in check_labels(digits)
        for contamination in protocol.contaminations
    ]
