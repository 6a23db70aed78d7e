"""The detector in view, as it is once it was taught what is in the tray of its normal digits.

A session chooses a detector and fills a tray; what is shown follows from both. So an example given
while others are being learned is not lost: the next lesson has it.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from anomaly.caching import cached_per_instance
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.storage.drafts import Draft, Example, load_draft, save_draft
from anomaly.training.anomalies import with_anomalies
from anomaly.training.judgement import judge
from anomaly.training.left_out import left_out
from anomaly.training.lesson import Lesson
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import jobs, server, widget_keys
from anomaly.ui.session.normal_digits import chosen_normal
from anomaly.ui.session.owner import current_owner
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import ModelRequest, session
from anomaly.ui.session.tray import Tray, contents, name_of, unpacked

PURPOSE = "teach"


def tray_of(normal: tuple[int, ...]) -> Tray:
    """Return the session's examples of these normal digits."""
    return session().teaching.trays.setdefault(normal, Tray())


def taught(base: TrainedDetector, digits: Digits) -> TrainedDetector:
    """Return the detector to show: as it was taught the examples in its tray.

    While these are being learned, or where they cannot be, it is as it was taught before.
    """
    teaching = session().teaching
    if teaching.is_before or not tray_of(base.plan.normal).examples:
        return base
    found = taught_by_tray(base, digits)
    if found is None:
        return _shown(base) or base
    teaching.shown = found.key
    return found


def taught_by_tray(base: TrainedDetector, digits: Digits) -> TrainedDetector | None:
    """Return a detector that was taught what is in its tray, once there is one."""
    lesson, last = _lesson(base), _shown(base)
    if last is not None and has_learned(last, tray_of(base.plan.normal)):
        return last
    return None if lesson is None else server.models().named(lesson.key(digits.fingerprint))


def _shown(base: TrainedDetector) -> TrainedDetector | None:
    """Return the adapted detector that was in view last, if it was made from this one."""
    key = session().teaching.shown
    last = server.models().named(key) if key else None
    is_its = last is not None and last.taught is not None and last.taught.base == base.key
    return last if is_its else None


def has_learned(trained: TrainedDetector, tray: Tray) -> bool:
    """Return whether a detector was taught all that is in a tray, and nothing else."""
    if trained.taught is None:
        return not tray.examples
    learned = contents(unpacked(trained.taught.examples))
    return sorted(learned) == sorted(contents(tray.examples))


def own_marks(context: PageContext) -> tuple[tuple[float, bool], ...]:
    """Return the scores of the examples in the tray, each with whether it is of an anomaly."""
    if context.trained.is_of_signs:
        return ()
    examples = tray_of(context.normal).examples
    scores = own_scores(context.trained, examples)
    return tuple((score, one.is_anomaly) for score, one in zip(scores, examples, strict=True))


def pursue(context: PageContext) -> None:
    """Teach the tray's examples to the detector in view, unless they are known or cannot be."""
    teaching, digits = session().teaching, context.digits
    lesson = _lesson(context.untaught)
    key = "" if lesson is None else lesson.key(digits.fingerprint)
    if teaching.job is not None and teaching.job.key != key:
        _leave()
    if lesson is None or teaching.job is not None or key == teaching.failed:
        return
    found = taught_by_tray(context.untaught, digits)
    if found is not None:
        if not teaching.is_before and found.key != context.trained.key:
            teaching.has_changed = True
        return
    if _has_other_anomalies(context.untaught, lesson):
        return
    try:
        teaching.job, teaching.watcher = jobs.submit(lesson, digits, PURPOSE)
    except UserError as problem:
        teaching.failed, teaching.problem = key, problem


def _has_other_anomalies(base: TrainedDetector, lesson: Lesson) -> bool:
    """Take over other anomalies where nothing else has changed; return whether that is so.

    Nothing is fitted on them, so there is no lesson to wait for.
    """
    last = _shown(base)
    if last is None or not last.examples.same_normal(lesson.examples):
        return False
    made = with_anomalies(last, lesson.examples)
    session().teaching.shown = made.key
    session().teaching.has_changed = True
    server.models().add(made, current_owner())
    return True


def take_result() -> None:
    """Take over what came of the lesson that the session waited for, once it has ended."""
    teaching = session().teaching
    job, teaching.job = teaching.job, None
    if job is None:
        return
    if job.trained is None:
        teaching.failed, teaching.problem = job.key, job.problems[-1]
    else:
        teaching.shown = job.trained.key


def change(context: PageContext) -> None:
    """Follow a change of the tray: keep it where a reload finds it, and have it learned."""
    teaching = session().teaching
    teaching.failed, teaching.is_before, teaching.has_changed = "", False, True
    tray = tray_of(context.normal)
    if tray.examples:
        try:
            save_draft(_draft(tray))
        except UserError as problem:
            teaching.problem = problem
    pursue(context)


def forget(normal: tuple[int, ...]) -> None:
    """Remove all examples of these normal digits; the next run shows the detector as it was."""
    tray_of(normal).clear()
    session().teaching.is_before = False


def try_again(context: PageContext) -> None:
    """Teach a lesson again that failed."""
    session().teaching.failed = ""
    pursue(context)


def take_over(request: ModelRequest, trained: TrainedDetector | None) -> None:
    """Fill the tray as a request for a detector says.

    Parameters
    ----------
    request : ModelRequest
    trained : TrainedDetector or None
        The detector asked for; None for the default recipe's, or where it is gone. Nobody knows
        then what it was taught, so the tray stays as it is, unless a draft is asked for.
    """
    if request.keeps_tray or (trained is not None and trained.is_of_signs):
        return
    normal = chosen_normal(widget_keys.NORMAL) if trained is None else trained.plan.normal
    examples: tuple[Example, ...] = ()
    if trained is not None and trained.taught is not None:
        session().teaching.shown = trained.key
        examples = unpacked(trained.taught.examples)
    draft = load_draft(request.draft) if request.draft else None
    if draft is None and trained is None and request.key is not None:
        return
    tray_of(normal).fill(examples if draft is None else draft.examples)


def for_link(context: PageContext) -> dict[str, Any]:
    """Return the part of a link on the detector in view, and on what it has still to be taught."""
    trained, tray = context.trained, tray_of(context.normal)
    if trained.taught is not None:
        key: str | None = trained.key
    else:
        key = session().model.key
    if trained.is_of_signs or not tray.examples or has_learned(trained, tray):
        return {"model": key, "tray": None}
    with suppress(UserError):  # without a place for it, a link cannot have it
        return {"model": key, "tray": save_draft(_draft(tray))}
    return {"model": key, "tray": None}


def _lesson(base: TrainedDetector) -> Lesson | None:
    """Return what there is to teach a detector; None where there is nothing, or it cannot be."""
    if base.taught is not None or base.is_of_signs:
        return None
    tray = tray_of(base.plan.normal)
    return Lesson(base, tray.packed()) if tray.examples else None


def _draft(tray: Tray) -> Draft:
    return Draft(tray.examples)


def _leave() -> None:
    """Wait no more for the lesson under way."""
    teaching = session().teaching
    job, teaching.job = teaching.job, None
    if job is not None:
        server.queue().leave(job, teaching.watcher)


def as_images(examples: Sequence[Example]) -> NDArray[np.float32]:
    """Return at least one example as pictures, float32 (N, 1, 28, 28) in [0, 1]."""
    return np.stack([one.pixels for one in examples])[:, None].astype(np.float32) / np.float32(255)


@cached_per_instance(8)
def own_scores(trained: TrainedDetector, examples: tuple[Example, ...]) -> tuple[float, ...]:
    """Return the score of each example in a tray, by a detector that has not learned it.

    Those that `trained` was taught have the scores of detectors that were taught without each.
    """
    known = _by_name(trained, left_out(trained).scores)
    others = [one for one in examples if one.is_anomaly or name_of(one) not in known]
    if others:
        scores = trained.score(as_images(others)).tolist()
        known |= {name_of(one): score for one, score in zip(others, scores, strict=True)}
    return tuple(known[name_of(one)] for one in examples)


@cached_per_instance(8)
def own_flagged(
    trained: TrainedDetector, examples: tuple[Example, ...], with_limits: bool
) -> tuple[bool, ...]:
    """Return which examples in a tray are called anomalies at the default line.

    Each that `trained` was taught is judged as `LeftOut` says.
    """
    known = _by_name(trained, left_out(trained).flagged(with_limits=with_limits))
    others = [one for one in examples if one.is_anomaly or name_of(one) not in known]
    if others:
        verdicts = judge(trained, as_images(others), with_limits=with_limits)
        found = zip(others, verdicts, strict=True)
        known |= {name_of(one): verdict.is_anomaly for one, verdict in found}
    return tuple(bool(known[name_of(one)]) for one in examples)


def _by_name(trained: TrainedDetector, values: Tensor) -> dict[str, float]:
    """Return values of the normal examples that a detector was taught by their names in a tray."""
    names = (name_of(Example(picture)) for picture in trained.examples.normal.numpy())
    return dict(zip(names, values.tolist(), strict=True))
