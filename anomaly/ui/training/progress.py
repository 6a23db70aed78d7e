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
    step = job.step
    values = {"normal": normal, "epoch": step.epoch, "epochs": step.epochs}
    share = step.update / step.updates
    if job.status == "paused":
        whole = bool(job.history) and job.history[-1].epoch == step.epoch
        return share, t("job.paused_after" if whole else "job.paused", **values)
    if job.stopping or step.update == step.updates:
        return share, t("job.scoring", **values)
    return share, t("job.running", left=format_seconds(job.seconds_left), **values)
