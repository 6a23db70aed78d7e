"""What is in the tray is taught to the detector in view, and none of it is lost."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.caching import Once
from anomaly.jobs.job import Job
from anomaly.jobs.queue import JobQueue
from anomaly.preprocessing.drawing import Drawing
from anomaly.ui.session import server, widget_keys
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import ModelRequest
from anomaly.ui.session.tray import contents
from tests.support.app_test import app_without_mnist, session_of

QUICK = "pca"


def screen() -> None:
    import streamlit as st

    from anomaly.ui import shell
    from anomaly.ui.pages import evaluate, playground, runs, train

    pages = {"playground": playground, "train": train, "runs": runs, "evaluate": evaluate}
    shell.run({name: st.Page(it.page, title=name, url_path=name) for name, it in pages.items()})


class RecordedQueue(JobQueue):
    """A queue that learns in this process, which is there at once, and knows its jobs."""

    def __init__(self) -> None:
        super().__init__(on_done=lambda job: server.models().add_result(job))
        self.submitted: list[Job] = []

    def submit(self, *args: Any) -> Job:
        job = super().submit(*args)
        self.submitted.append(job)
        return job


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[JobQueue]:
    queue = RecordedQueue()
    monkeypatch.setattr(server, "queue", Once(lambda: queue))
    yield queue
    for job in queue.submitted:  # PyTorch aborts where it computes while the interpreter ends
        queue.stop(job)
        wait_for(job)


@pytest.fixture
def app(queue: JobQueue) -> Iterator[AppTest]:
    with app_without_mnist(screen) as app:
        app.query_params["detector"] = QUICK
        yield app


@pytest.fixture
def another(queue: JobQueue) -> AppTest:
    """A second session of the same server."""
    return AppTest.from_function(screen, default_timeout=60)


def wait_for(job: Job) -> None:
    while job.active:
        time.sleep(0.01)


def one(shift: int) -> Drawing:
    """A 1 with a flag and a foot, another one for each shift."""
    x = 120 + shift
    flag = ((x - 50, 90 + shift), (x, 40), (x, 210))
    return Drawing((flag, ((x - 40, 210), (x + 50, 210 + shift))), (18, 18))


def draw(app: AppTest, shift: int) -> None:
    digit = session_of(app).digit
    digit.drawing, digit.source = one(shift), "drawing"
    app.run()


def give(app: AppTest, *shifts: int, name: str = "normal") -> None:
    for shift in shifts:
        draw(app, shift)
        app.button(key=f"teach_{name}").click().run()
        assert not app.exception


def learn(app: AppTest) -> None:
    """Wait for the lesson under way, and run the page as it does by itself then."""
    job = session_of(app).teaching.job
    if job is not None:
        wait_for(job)
    app.run()
    assert session_of(app).teaching.job is None
    assert not app.exception


def asked(app: AppTest) -> dict[str, str]:
    """Return the parameters of the page's address."""
    values = app.query_params.items()
    return {name: value if isinstance(value, str) else value[0] for name, value in values}


def context_of(app: AppTest) -> PageContext:
    context = session_of(app).context
    assert context is not None
    return context


def test_what_is_given_is_learned_and_in_the_address(app: AppTest) -> None:
    app.run()
    before = context_of(app).trained
    give(app, 0, 4)
    assert len(asked(app)["tray"]) == 16
    learn(app)
    trained = context_of(app).trained
    assert trained.taught is not None
    assert (trained.taught.base, len(trained.taught.examples.normal)) == (before.key, 2)
    assert asked(app)["model"] == trained.key
    assert "tray" not in asked(app)
    assert "too few" in " ".join(caption.value for caption in app.caption)


def test_examples_that_are_not_learned_yet_outlive_a_reload(app: AppTest, another: AppTest) -> None:
    app.run()
    give(app, 0, 4, 8)
    given = contents(session_of(app).teaching.trays[1,].examples)
    another.query_params.update(asked(app))
    another.run()
    assert contents(session_of(another).teaching.trays[1,].examples) == given
    learn(another)
    assert context_of(another).trained.taught is not None


def test_a_link_shows_the_taught_detector_with_its_examples(app: AppTest, another: AppTest) -> None:
    app.run()
    give(app, 0, 4)
    learn(app)
    key = context_of(app).trained.key
    another.query_params["model"] = key
    another.run()
    assert context_of(another).trained.key == key
    assert len(session_of(another).teaching.trays[1,].examples) == 2
    give(another, 8)
    learn(another)
    taught = context_of(another).trained.taught
    assert taught is not None
    assert len(taught.examples.normal) == 3


def test_forget_returns_to_the_detector_as_it_was_and_bring_back_to_the_taught_one(
    app: AppTest,
) -> None:
    app.run()
    base = context_of(app).trained
    give(app, 0, 4)
    learn(app)
    taught = context_of(app).trained
    app.button(key="teach_forget").click().run()
    app.run()
    assert context_of(app).trained.key == base.key
    assert "model" not in asked(app)
    app.button(key="teach_back").click().run()
    app.run()
    assert session_of(app).teaching.job is None
    assert context_of(app).trained.key == taught.key


def test_other_digits_have_a_tray_of_their_own_and_each_is_kept(app: AppTest) -> None:
    app.run()
    give(app, 0, 4)
    learn(app)
    taught = context_of(app).trained
    app.session_state[widget_keys.NORMAL] = 7
    app.run()
    assert context_of(app).trained.taught is None
    app.session_state[widget_keys.NORMAL] = 1
    app.run()
    assert context_of(app).trained.key == taught.key


def test_another_detector_is_taught_what_is_in_the_tray(app: AppTest) -> None:
    app.run()
    give(app, 0, 4)
    learn(app)
    app.session_state[widget_keys.DETECTOR] = "nearest"
    app.run()
    learn(app)
    trained = context_of(app).trained
    assert trained.plan.detector == "nearest"
    assert trained.taught is not None


def test_before_shows_the_detector_as_it_was_and_after_the_taught_one(app: AppTest) -> None:
    app.run()
    give(app, 0, 4)
    learn(app)
    taught = context_of(app).trained
    session_of(app).teaching.is_before = True
    app.run()
    assert context_of(app).trained.taught is None
    session_of(app).teaching.is_before = False
    app.run()
    assert context_of(app).trained is taught


@pytest.mark.parametrize(("key", "kept"), [("t" + "0" * 15, 2), ("0" * 16, 2), (None, 0)])
def test_a_detector_that_is_gone_leaves_the_tray_as_it_is(
    app: AppTest, key: str | None, kept: int
) -> None:
    app.run()
    give(app, 0, 4)
    session_of(app).model.request = ModelRequest(key)
    app.run()
    assert len(session_of(app).teaching.trays[1,].examples) == kept
    learn(app)


def test_an_anomaly_is_kept_with_its_label_and_nothing_is_fitted(app: AppTest) -> None:
    app.run()
    base = context_of(app).trained
    give(app, 0, name="anomaly")
    learn(app)
    trained = context_of(app).trained
    assert trained.taught is not None
    assert len(trained.taught.examples.anomalous) == 1
    assert trained.threshold == base.threshold


def test_a_picture_given_twice_gets_a_sentence(app: AppTest) -> None:
    app.run()
    give(app, 0, 0)
    assert "already" in " ".join(caption.value for caption in app.caption)
    assert len(session_of(app).teaching.trays[1,].examples) == 1


def test_a_sample_and_an_empty_canvas_cannot_be_taught_and_the_page_says_why(app: AppTest) -> None:
    app.run()
    assert app.button(key="teach_normal").disabled
    assert "samples stay held out" in " ".join(caption.value for caption in app.caption)
    digit = session_of(app).digit
    digit.drawing, digit.source = Drawing(), "drawing"
    app.run()
    assert app.button(key="teach_normal").disabled
    assert "draw a digit first" in " ".join(caption.value for caption in app.caption)
