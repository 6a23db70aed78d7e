"""Modules that scoring a drawing and a training import."""

import subprocess
import sys

from anomaly.paths import PROJECT

HEAVY = {"sklearn", "scipy", "torchvision", "torch._dynamo"}


def test_training_metrics_and_a_default_verdict_need_no_heavy_library() -> None:
    code = (
        "import sys, torch, anomaly.detectors, anomaly.evaluation, anomaly.training.trainer\n"
        "from anomaly.data.digits import load_generated\n"
        "from anomaly.training.plan import TrainingPlan\n"
        "from tests.support.small import SMALL\n"
        "settings = anomaly.detectors.recipe('autoencoder')\n"
        "detector = anomaly.detectors.build('autoencoder', settings)\n"
        "scores = detector.anomaly_score(torch.rand(5, 1, 28, 28))\n"
        "anomaly.evaluation.default_threshold(scores)\n"
        "digits = load_generated()\n"
        "anomaly.training.trainer.train_detector(TrainingPlan(settings=SMALL), digits)\n"
        f"print({HEAVY} & set(sys.modules))"
    )
    # Without the package's own face, which re-exports preprocessing.
    face = "import sys, types; sys.modules['anomaly'] = face = types.ModuleType('anomaly')\n"
    face += f"face.__path__ = [{str(PROJECT / 'anomaly')!r}]\n"
    done = subprocess.run(
        [sys.executable, "-c", face + code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout.strip() == "set()"
