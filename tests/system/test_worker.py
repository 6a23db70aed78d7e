"""Training in another process, as the one that asks for it sees it."""

import io
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingReport
from anomaly.errors import UserError
from anomaly.jobs.queue import JobQueue
from anomaly.jobs.worker import TrainingProcess
from anomaly.jobs.worker.messages import read_message, write_message
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector
from tests.support.small import SMALL
from tests.unit.jobs.test_queue import plan, until


@pytest.fixture(scope="module")
def process() -> Iterator[TrainingProcess]:
    process = TrainingProcess()
    yield process
    os.kill(process.pid, signal.SIGKILL)


def test_the_result_is_the_one_of_a_training_here(
    process: TrainingProcess, digits: Digits, small: TrainedDetector
) -> None:
    training = process.begin(TrainingPlan(settings=SMALL), digits)
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
    training = process.begin(asked, digits)
    events = list(training)
    assert len(events) == 2
    assert training.state_dict()
    here = train_detector(asked, digits)
    assert torch.allclose(training.result().test_scores, here.test_scores, rtol=0.01)


def test_tensors_that_are_views_can_be_sent() -> None:
    stream = io.BytesIO()
    sent = torch.arange(6.0).view(2, 3).T
    write_message(stream, {}, {"sent": sent})
    stream.seek(0)
    message = read_message(stream)
    assert message is not None
    assert torch.equal(message[1]["sent"], sent)


def test_a_glance_leaves_out_steps_and_no_epoch(process: TrainingProcess, digits: Digits) -> None:
    training = process.begin(plan(), digits)
    training.yield_interval = 60.0
    assert [type(event) for event in training] == [TrainingReport, TrainingReport]


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
    os.kill(process.pid, signal.SIGKILL)
    until(lambda: not job.active)
    assert "has ended unexpectedly" in str(job.problems[0])
    other = queue.submit(plan(seed=1), digits, "me")
    until(lambda: not other.active)
    assert other.status == "done"


def test_leaving_ends_a_long_glance(process: TrainingProcess, digits: Digits) -> None:
    queue = JobQueue(train=process.begin, yield_interval=3600.0)
    slow = replace(SMALL, hidden=(1024, 1024, 1024), batch_size=1)  # its epochs take minutes
    job = queue.submit(TrainingPlan(settings=slow, normal=tuple(range(9))), digits, "me")
    until(lambda: job.training is not None)
    time.sleep(3.0)  # until it is under way
    assert not job.history
    queue.leave(job, "me")
    until(lambda: not job.active)
    assert job.status == "dropped"


@pytest.mark.parametrize("missing", [1, 10, 400, 1000])
def test_a_message_cut_short_is_the_end_of_the_stream(missing: int) -> None:
    stream = io.BytesIO()
    write_message(stream, {"do": "state"}, {"weights": torch.ones(100)})
    whole = stream.getvalue()
    assert read_message(io.BytesIO(whole)) is not None
    assert read_message(io.BytesIO(whole[: max(0, len(whole) - missing)])) is None
