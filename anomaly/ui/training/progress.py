"""Progress of a training, as a number and a sentence."""

from anomaly.jobs.job import Job
from anomaly.text import format_digits, format_seconds, t
from anomaly.training.signs import are_signs
from anomaly.ui.session import server


def progress_of(job: Job) -> tuple[float, str]:
    """Return a job's progress in [0, 1], and a sentence that says so."""
    normal = format_digits(job.plan.normal, are_signs(job.digits))
    ahead = server.queue().ahead(job)
    if job.step is None:
        return 0.0, t("job.waiting", count=ahead) if ahead else t("job.starting", normal=normal)
    share, sentence = _progress_of_begun(job, normal)
    is_behind = ahead > 0 and job.status != "paused"
    return share, t("job.behind", sentence=sentence, count=ahead) if is_behind else sentence


def _progress_of_begun(job: Job, normal: str) -> tuple[float, str]:
    step = job.step
    assert step is not None
    values = {"normal": normal, "epoch": step.epoch, "epochs": step.epochs}
    share, left = share_of(job), format_seconds(job.seconds_left)
    if job.status == "paused":
        whole = bool(job.history) and job.history[-1].epoch == step.epoch
        return share, t("job.paused_after" if whole else "job.paused", **values)
    if job.scoring is not None or job.stopping or step.update == step.updates:
        share = share if job.scoring is not None else 0.0
        return share, t("job.scoring", share=share, left=left, **values)
    if job.estimate is None and step.update == 0:
        return 0.0, t("job.measuring", normal=normal)
    return share, t("job.running", left=left, **values)


def share_of(job: Job) -> float:
    """Return which share of fitting is done, and then of scoring, in [0, 1]."""
    if job.scoring is not None:
        return job.scoring.done / max(1, job.scoring.total)
    return 0.0 if job.step is None else min(1.0, job.step.update / job.step.updates)
