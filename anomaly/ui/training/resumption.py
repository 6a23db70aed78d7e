"""Resume a page's training and form in a session that is new to the page."""

from contextlib import suppress

from anomaly.detectors import DETECTORS
from anomaly.errors import UserError
from anomaly.training.plan import TrainingPlan
from anomaly.ui.components.resume import remember_training
from anomaly.ui.session import _compat, jobs
from anomaly.ui.session.session import session
from anomaly.ui.training.plan_form import fill_in_again


def keep_training() -> None:
    """Let the page keep which training it watches, and what is in the form."""
    train = session().train
    remember_training(
        {
            "session": _compat.session_id(),
            "training": "" if train.job is None else train.job.key,
            "form": None if train.form_plan is None else train.form_plan.as_dict(),
        },
        resume,
    )


def resume(told: object) -> None:
    """Watch a page's training again and fill in its form, by its word: parsed as untrusted."""
    if not isinstance(told, dict):
        return
    key, form = told.get("training"), told.get("form")
    if session().train.job is None and isinstance(key, str):
        with suppress(UserError):  # the queue is full
            jobs.rejoin(key)
    if isinstance(form, dict):
        with suppress(UserError, LookupError, TypeError, ValueError, OverflowError):
            plan = TrainingPlan.from_dict(form)
            if plan.detector in DETECTORS:  # others are not in the form
                fill_in_again(plan)
