"""What is refused to all but teachers while a class is open."""

from types import SimpleNamespace

import pytest

from anomaly.classroom import classes, teachers
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.owner import Owner
from anomaly.training.plan import TrainingPlan
from anomaly.ui.session import class_role, jobs, rights, server
from anomaly.ui.session.classroom import classroom


def test_with_a_class_open_all_but_teachers_are_refused(cookies: dict[str, str]) -> None:
    rights.check_unrestricted()
    lesson = classes.begin(classroom().database)
    rights.is_class_open.cache_clear()
    with pytest.raises(UserError, match="only the teacher"):
        rights.check_unrestricted()
    cookies[class_role.TEACHER_COOKIE] = "guess"
    assert rights.is_restricted()
    cookies[class_role.TEACHER_COOKIE] = teachers.let_in(classroom().database, "key", "key")
    assert not rights.is_restricted()
    cookies.clear()
    classes.end(classroom().database, lesson.id)
    rights.is_class_open.cache_clear()
    assert not rights.is_restricted()


def test_where_the_database_cannot_be_read_a_class_may_be_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> bool:
        raise UserError("class.not_read", reason="locked")

    monkeypatch.setattr(rights, "is_any_database", lambda: True)
    monkeypatch.setattr(rights, "is_class_open", fail)
    assert rights.is_restricted()


def test_a_server_without_classes_opens_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "is_any_database", lambda: False)
    monkeypatch.setattr(rights, "is_class_open", pytest.fail)
    assert not rights.is_restricted()


@pytest.mark.parametrize(("owner", "is_done"), [("one", True), ("other", False)])
def test_with_a_class_open_a_browser_changes_its_own_trainings_alone(
    owner: str, is_done: bool, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    queue = SimpleNamespace(
        pause=lambda job: done.append("pause"),
        resume=lambda job, to_end: done.append("resume"),
        stop=lambda job: done.append("stop"),
        slow_down=lambda job, slow: done.append("slow down"),
    )
    monkeypatch.setattr(server, "queue", lambda: queue)
    monkeypatch.setattr(jobs, "leave", lambda: done.append("leave"))
    monkeypatch.setattr(rights, "is_restricted", lambda: True)
    monkeypatch.setattr(rights, "current_owner", lambda: Owner(browser="one"))
    job = Job(TrainingPlan(), digits, Owner(browser=owner))
    jobs.pause(job)
    jobs.resume(job)
    jobs.slow_down(job, True)
    jobs.stop_or_leave(job)
    assert done == (["pause", "resume", "slow down", "stop"] if is_done else ["leave"])
