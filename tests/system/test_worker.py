"""Training in a worker process, as seen from the process that asks for it."""

import io
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingReport
from anomaly.errors import UserError
from anomaly.jobs.queue import JobQueue
from anomaly.jobs.worker import IDLE_TIMEOUT, TrainingProcess
from anomaly.jobs.worker.messages import read_message, write_message
from anomaly.training.plan import TrainingPlan
from anomaly.training.progress import Estimate
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector
from tests.support.small import SMALL
from tests.unit.jobs.test_queue import Clock, plan, until


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def process(clock: Clock) -> Iterator[TrainingProcess]:
    """One worker for all tests; only those that end it need another."""
    process = TrainingProcess(clock=clock)
    yield process
    kill(process)


def kill(process: TrainingProcess) -> None:
    """Kill the worker if there is one."""
    if process.pid is not None:
        os.kill(process.pid, signal.SIGKILL)


def runs(pid: int) -> bool:
    """Whether there is a process with this id."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_result_is_the_one_of_a_training_here(
    process: TrainingProcess, digits: Digits, small: TrainedDetector
) -> None:
    with closing(process.begin(TrainingPlan(settings=SMALL), digits)) as training:
        reports = [event for event in training if isinstance(event, TrainingReport)]
        trained = training.result()
    assert [report.epoch for report in reports] == [1, 2]
    assert trained.key == small.key
    assert torch.allclose(trained.test_scores, small.test_scores, atol=0.01)


@pytest.mark.parametrize("name", ["gradients", "pca", "nearest"])
def test_detectors_of_a_single_step_come_back_too(
    process: TrainingProcess, digits: Digits, name: str
) -> None:
    asked = TrainingPlan(name, normal=(4,))
    with closing(process.begin(asked, digits)) as training:
        assert sum(isinstance(event, TrainingReport) for event in training) == 1
        assert training.state_dict()
        there = training.result()
    here = train_detector(asked, digits)
    assert torch.allclose(there.test_scores, here.test_scores, rtol=0.01)


def test_tensors_that_are_views_can_be_sent() -> None:
    stream = io.BytesIO()
    sent = torch.arange(6.0).view(2, 3).T
    write_message(stream, {}, {"sent": sent})
    stream.seek(0)
    message = read_message(stream)
    assert message is not None
    assert torch.equal(message[1]["sent"], sent)


def test_a_yield_interval_leaves_out_steps_and_no_epoch(
    process: TrainingProcess, digits: Digits
) -> None:
    with closing(process.begin(plan(), digits)) as training:
        training.yield_interval = 60.0
        assert [type(event) for event in training] == [Estimate, TrainingReport, TrainingReport]


def test_its_problems_are_told_here(process: TrainingProcess, digits: Digits) -> None:
    asked = TrainingPlan(settings=SMALL, most_digits=1, contamination=0.1)
    with pytest.raises(UserError, match="less than one"):
        process.begin(asked, digits)


def test_a_job_whose_process_ends_says_so_and_the_next_one_gets_another(
    process: TrainingProcess, digits: Digits
) -> None:
    queue = JobQueue(train=process.begin, yield_interval=0.05)
    job = queue.submit(plan(epochs=1000), digits, "me")
    until(lambda: job.step is not None)
    kill(process)
    until(lambda: not job.active)
    assert "has ended unexpectedly" in str(job.problems[0])
    other = queue.submit(plan(seed=1), digits, "me")
    until(lambda: not other.active)
    assert other.status == "done"


def test_leaving_ends_a_long_yield_interval(process: TrainingProcess, digits: Digits) -> None:
    queue = JobQueue(train=process.begin, yield_interval=3600.0)
    slow = replace(SMALL, hidden=(1024, 1024, 1024), batch_size=1)  # its epochs take minutes
    job = queue.submit(TrainingPlan(settings=slow, normal=tuple(range(9))), digits, "me")
    until(lambda: job.training is not None)
    queue.slow_down(job, False)  # interrupts, so that it shows whether it is under way
    until(lambda: job.step is not None)
    assert not job.history
    queue.leave(job, "me")
    until(lambda: not job.active)
    assert job.status == "dropped"


def test_an_idle_worker_ends_and_the_next_training_starts_another(
    process: TrainingProcess, clock: Clock
) -> None:
    process.start()
    first = process.pid
    assert first is not None
    clock.now += IDLE_TIMEOUT
    assert process.stop_if_idle()
    assert process.pid is None
    assert not runs(first)
    process.start()
    assert process.pid not in (None, first)


@pytest.mark.parametrize("missing", [1, 10, 400, 1000])
def test_a_message_cut_short_is_the_end_of_the_stream(missing: int) -> None:
    stream = io.BytesIO()
    write_message(stream, {"do": "state"}, {"weights": torch.ones(100)})
    whole = stream.getvalue()
    assert read_message(io.BytesIO(whole)) is not None
    assert read_message(io.BytesIO(whole[: max(0, len(whole) - missing)])) is None
