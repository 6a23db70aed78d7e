"""Who takes part in the benchmark, and the cells that makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from anomaly.data.digits import check_labels
from anomaly.detectors import DETECTORS, check_range, recipe
from anomaly.errors import UserError
from anomaly.training.plan import TrainingPlan

MAX_TEST_DIGITS = 10_000
Place = tuple[str, int, int]  # detector, normal digit and seed, which no two cells share


@dataclass(frozen=True)
class Contender:
    """A detector that takes part, and how.

    Attributes
    ----------
    name : str
        The detector's in the registry, with a recipe after a colon unless it is the default.
    settings
        The detector's.
    most_digits : int or None
        How many training digits to fit on at most.
    test_digits : int or None
        How many test digits to score at most, in the test set's mixture.
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
        self.plan(0, 0)

    def plan(self, normal: int, seed: int) -> TrainingPlan:
        """Return the plan of one of its cells."""
        return TrainingPlan(
            detector=self.name.partition(":")[0],
            settings=self.settings,
            normal=(normal,),
            seed=seed,
            most_digits=self.most_digits,
        )


def parse_contenders(text: str, **limits: Any) -> tuple[Contender, ...]:
    """Read ``"all"``, or names with or without a recipe: ``"pca,autoencoder:article"``.

    Parameters
    ----------
    text : str
    **limits
        Of each contender: `most_digits`, `test_digits`, `device`.

    Raises
    ------
    UserError
        If there is no such detector or recipe; the sentence lists those there are.
    """
    names = list(DETECTORS) if text.strip() == "all" else text.split(",")
    named = [name.strip() for name in names if name.strip()]
    if not named:
        raise UserError("detector.unknown", name="", known=", ".join(DETECTORS))
    contenders = {}
    for name in named:
        detector, _, which = name.partition(":")
        settings = recipe(detector, which or "default")
        name = detector if which in ("", "default") else name
        contenders[name] = Contender(name, settings, **limits)
    return tuple(contenders.values())


@dataclass(frozen=True)
class Task:
    """A cell to compute."""

    contender: Contender
    normal: int
    seed: int

    @property
    def place(self) -> Place:
        """Where its cell belongs."""
        return self.contender.name, self.normal, self.seed


def plan_tasks(
    contenders: Sequence[Contender], normal: Sequence[int], seeds: Sequence[int]
) -> list[Task]:
    """Return all tasks, seed by seed, so that an early look at the results has every detector."""
    return [
        Task(contender, digit, seed)
        for seed in seeds
        for contender in contenders
        for digit in check_labels(normal)
    ]
