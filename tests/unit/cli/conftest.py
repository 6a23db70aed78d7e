"""Running a command, and a detector that is trained once for all who evaluate it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from anomaly.cli.main import main
from anomaly.data.digits import Digits
from anomaly.paths import model_folder
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trainer import train_detector

Run = Callable[..., tuple[int, str, str]]

GENERATED = ["--data", "generated", "--normal", "1"]
# A detector of little worth, trained in a moment.
QUICK = [
    *GENERATED, "--most-digits", "50", "--set", "latent=8", "--set", "hidden=32",
    "--set", "epochs=2", "--set", "least_updates=0",
]  # fmt: skip


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command and return its status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture(scope="session")
def _default_model(digits: Digits, tmp_path_factory: pytest.TempPathFactory) -> Path:
    trained = train_detector(TrainingPlan(), digits)
    return store.save(trained, tmp_path_factory.mktemp("default"))


@pytest.fixture
def default_model(_default_model: Path, _own_folders: None) -> Path:
    """Store the default detector of generated 1s, and return its path."""
    model_folder().mkdir(parents=True)
    return Path(shutil.copy2(_default_model, model_folder()))
