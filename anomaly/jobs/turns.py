"""The order in which jobs have their turns, fair between the people who wait."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from anomaly.owner import NOBODY, Owner

if TYPE_CHECKING:
    from anomaly.jobs.job import Job

TURN = 3.0  # seconds of work before a job gives way to the next
LONGEST_TURN = 9.0  # seconds, for one that comes to its end in them: the default recipe takes 5
# Jobs under way, each of which holds its digits in the worker's memory.
MAX_BEGUN = 3  # of a browser
MAX_BEGUN_OF_ADDRESS = 12  # where a class may be, or one person who calls itself many browsers
MAX_REMEMBERED = 1000  # addresses and browsers; one that is forgotten has its turn a little earlier
Name = tuple[str, ...]


class Turns:
    """Turns of jobs: one for each address that waits, and there one for each browser.

    However many jobs one person asks for, another's waits for a turn of each person, not for all
    those jobs. Of addresses, the one served longest ago comes first. At an address it is the
    browser that has waited longest since its latest turn, or since it asked: a class may have one
    address, and a person there may give any number of browsers. Of jobs that are equal in this,
    quick ones come first, then those asked for first. Further jobs begin when some have ended.
    """

    def __init__(self) -> None:
        self._served: dict[Name, int] = {}  # number of the latest turn
        self._turns = 0

    def add(self, job: "Job") -> None:
        """Note how many turns there had been when a job was asked for."""
        job.asked_at = self._turns

    def end(self, job: "Job") -> None:
        """Note that a job's address and browser have had a turn."""
        self._turns += 1
        for name in (_address(job), _browser(job)):
            self._served.pop(name, None)
            self._served[name] = self._turns
        while len(self._served) > MAX_REMEMBERED:
            del self._served[next(iter(self._served))]

    def next(self, jobs: Sequence["Job"], now: float) -> "Job | None":
        """Return the job whose turn it is, if any can have it now."""
        begun = [job for job in jobs if job.begun and job.owner != NOBODY]
        of_browser, of_address = Counter(map(_browser, begun)), Counter(map(_address, begun))
        for job in self.order(job for job in jobs if job.due <= now):
            has_few = of_browser[_browser(job)] < MAX_BEGUN
            if job.begun or (has_few and of_address[_address(job)] < MAX_BEGUN_OF_ADDRESS):
                return job
        return None

    def order(self, jobs: Iterable["Job"]) -> list["Job"]:
        """Return jobs, as they were asked for, in the order of their turns."""
        quick_first = sorted(jobs, key=lambda job: not job.is_quick)
        by_browser = _in_rounds(quick_first, _browser, self._waits_since)
        return _in_rounds(by_browser, _address, lambda job: self._served.get(_address(job), 0))

    def _waits_since(self, job: "Job") -> int:
        return max(self._served.get(_browser(job), 0), job.asked_at)


def has_had_turn(job: "Job") -> bool:
    """Return whether a job is to give way to the next."""
    used = job.slice_used
    ends_soon = used + job.seconds_left <= LONGEST_TURN  # False where that is not known yet
    return used > (LONGEST_TURN if ends_soon else TURN)


def gives_way(jobs: Sequence["Job"], owner: Owner) -> "Job | None":
    """Return the job that makes room for another of `owner`, where there is no room left.

    It is of the address that has the most jobs, and there the last one of the browser with the
    most. One that has begun stays, and so does one of an address or, at the owner's address, of a
    browser that would then have fewer than the owner.
    """
    by_address, by_browser = Counter(map(_address, jobs)), Counter(map(_browser, jobs))

    def has_more(job: "Job") -> bool:
        others, own = by_address[_address(job)], by_address[owner.address,]
        if job.owner.address == owner.address:
            others, own = by_browser[_browser(job)], by_browser[owner.address, owner.browser]
        return others > own + 1

    waiting = [
        (by_address[_address(job)], by_browser[_browser(job)], index)
        for index, job in enumerate(jobs)
        if not job.begun and has_more(job)
    ]
    return jobs[max(waiting)[-1]] if waiting else None


def _address(job: "Job") -> Name:
    return (job.owner.address,)


def _browser(job: "Job") -> Name:
    return job.owner.address, job.owner.browser


def _in_rounds(
    jobs: Iterable["Job"], whose: Callable[["Job"], Name], since: Callable[["Job"], int]
) -> list["Job"]:
    """Return jobs in rounds, in each of which everybody has one, who waits longest first."""
    seen: Counter[Name] = Counter()
    keys = []
    for index, job in enumerate(jobs):
        keys.append((seen[whose(job)], since(job), index, job))
        seen[whose(job)] += 1
    return [job for *_, job in sorted(keys, key=lambda key: key[:3])]
