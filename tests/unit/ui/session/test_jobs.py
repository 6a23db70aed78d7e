"""How often pages look at the trainings that they wait for."""

import pytest

from anomaly.data.digits import Digits
from anomaly.jobs.job import Job
from anomaly.jobs.queue import JobQueue
from anomaly.training.plan import TrainingPlan
from anomaly.ui.session import jobs, server


@pytest.mark.parametrize(
    ("ahead", "pages", "interval"),
    [(0, 1, 1.0), (2, 1, 3.0), (30, 1, 10.0), (0, 40, 5.0), (2, 40, 5.0)],
)
def test_pages_look_more_rarely_where_others_come_first_or_many_look(
    digits: Digits, monkeypatch: pytest.MonkeyPatch, ahead: int, pages: int, interval: float
) -> None:
    asked: list[float] = []
    monkeypatch.setattr(server, "queue", JobQueue)
    monkeypatch.setattr(JobQueue, "ahead", lambda *_: ahead)
    monkeypatch.setattr(JobQueue, "watched_from", lambda *_: pages)
    monkeypatch.setattr("anomaly.ui.session._compat.run_fragment_every", asked.append)
    jobs.look_again(Job(TrainingPlan(), digits), 1.0)
    assert asked == [interval]
