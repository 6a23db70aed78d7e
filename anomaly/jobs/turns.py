"""The order in which jobs have their turns, fair between the people who wait."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anomaly.jobs.job import Job

MAX_BEGUN = 3  # jobs of a browser, each of which holds its digits in the worker's memory
MAX_REMEMBERED = 1000  # browsers; one that is forgotten has its next turn a little earlier


@dataclass(frozen=True)
class Owner:
    """The page and the browser that asked for a job.

    Attributes
    ----------
    session : str
        A page; empty for none, which has no bound.
    browser : str
        All pages of one browser have the same.
    """

    session: str = ""
    browser: str = ""


NOBODY = Owner()


class Turns:
    """Turns of jobs: one for each browser that waits, the one served longest ago first.

    So however many jobs one person asks for, another's waits for a turn of each person, not for all
    those jobs. Of one browser's jobs, and of those of browsers that had no turn yet, quick ones
    come first, then those asked for first. Further jobs of a browser begin when some have ended.
    """

    def __init__(self) -> None:
        self._served: dict[str, int] = {}  # number of the latest turn, by browser
        self._turns = 0

    def end(self, job: "Job") -> None:
        """Note that a job's browser has had a turn."""
        self._turns += 1
        self._served.pop(job.owner.browser, None)
        self._served[job.owner.browser] = self._turns
        if len(self._served) > MAX_REMEMBERED:
            del self._served[next(iter(self._served))]

    def next(self, jobs: Sequence["Job"], now: float) -> "Job | None":
        """Return the job whose turn it is, if any can have it now."""
        begun = Counter(job.owner.browser for job in jobs if job.begun)
        for job in self.order(job for job in jobs if job.due <= now):
            if job.begun or not job.owner.browser or begun[job.owner.browser] < MAX_BEGUN:
                return job
        return None

    def order(self, jobs: Iterable["Job"]) -> list["Job"]:
        """Return jobs, as they were asked for, in the order of their turns."""
        quick_first = sorted(jobs, key=lambda job: not job.is_quick)
        ranks = _ranks(quick_first)
        served = [self._served.get(job.owner.browser, 0) for job in quick_first]
        order = sorted(range(len(ranks)), key=lambda index: (ranks[index], served[index]))
        return [quick_first[index] for index in order]


def gives_way(jobs: Sequence["Job"], owner: Owner) -> "Job | None":
    """Return the job that makes room for another of `owner`, where there is no room left.

    It is the last one of the browser that has the most, if that browser still has more than the
    other would; one that has begun stays.
    """
    ranks = _ranks(jobs)
    own = sum(job.owner.browser == owner.browser for job in jobs)
    waiting = [
        (rank, index)
        for index, (job, rank) in enumerate(zip(jobs, ranks, strict=True))
        if rank > own and not job.begun
    ]
    return jobs[max(waiting)[1]] if waiting else None


def _ranks(jobs: Iterable["Job"]) -> list[int]:
    """Return how many jobs of the same browser are before each."""
    seen: Counter[str] = Counter()
    ranks = []
    for job in jobs:
        ranks.append(seen[job.owner.browser])
        seen[job.owner.browser] += 1
    return ranks
