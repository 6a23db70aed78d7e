"""The training that a task asks for."""

from anomaly.data.digits import Digits
from anomaly.training.adaptation import Adaptation
from anomaly.training.lesson import Lesson, Task
from anomaly.training.sign_training import SignTraining
from anomaly.training.signs import are_signs
from anomaly.training.trainer import Training


def begin(task: Task, digits: Digits, device: str = "cpu") -> Training | Adaptation:
    """Return the training of a plan, on digits or a person's own signs, or a lesson's adaptation.

    It measures first how long it will take.

    Raises
    ------
    UserError
        If there are too few digits for the plan.
    """
    if isinstance(task, Lesson):
        return Adaptation(task, digits, device, is_measured=True)
    training = SignTraining if are_signs(digits) else Training
    return training(task, digits, device, is_measured=True)
