"""Detectors on a CUDA device, where there is one."""

from dataclasses import replace

import pytest
import torch

from anomaly.cli.main import main
from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, FitSettings, recipe
from anomaly.evaluation import auroc
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")


def bundled(name: str, digits: Digits, device: str) -> TrainedDetector:
    plan = TrainingPlan(detector=name)
    trained, _ = store.find(plan, ["mnist", digits.fingerprint], device)
    assert trained is not None
    return trained


@pytest.mark.parametrize("name", DETECTORS)
def test_a_stored_detector_judges_on_the_device_as_on_the_cpu(name: str, digits: Digits) -> None:
    here, there = (bundled(name, digits, device).detector for device in ("cpu", "cuda"))
    chosen = torch.isin(digits.test.labels, torch.tensor([1, 9]))
    images, strange = digits.test.images[chosen][:256], digits.test.labels[chosen][:256] == 9
    # AnoGAN's search starts from random codes, which devices draw differently.
    tolerance = 0.2 if name == "anogan" else 2e-3
    for mine, its in zip(here.examine(images), there.examine(images), strict=True):
        assert its.device.type == "cpu"
        assert float((mine - its).abs().mean()) <= tolerance * float(mine.abs().mean())
    areas = [auroc(each.anomaly_score(images), strange) for each in (here, there)]
    assert areas[1] == pytest.approx(areas[0], abs=0.01)


@pytest.mark.parametrize("name", DETECTORS)
def test_what_is_learned_on_the_device_is_stored_and_lives_on_the_cpu(
    name: str, digits: Digits
) -> None:
    settings = recipe(name)
    if isinstance(settings, FitSettings):
        settings = replace(settings, epochs=1, least_updates=0, batch_size=256)
    trained = train_detector(TrainingPlan(detector=name, settings=settings), digits, "cuda")
    again = store.load(store.save(trained))
    assert again.key == trained.key
    images = digits.test.images[:64]
    mine, its = (each.detector.compare(images)[0] for each in (trained, again))
    assert float((mine - its).abs().mean()) <= (0.2 if name == "anogan" else 2e-3)


def test_the_command_line_trains_on_the_device(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--device", "cuda", "--data", "generated"]) == 0
    assert main(["evaluate", "--device", "cuda", "--data", "generated", "--anomaly", "9"]) == 0
    assert "AUROC" in capsys.readouterr().out
