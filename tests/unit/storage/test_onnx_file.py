"""ONNX files: they answer as the detector does, or are not written."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from anomaly.cli.main import main
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.storage import onnx_file
from anomaly.storage.onnx_file import PACKAGES, export_onnx
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from tests.unit.cli.conftest import QUICK


@pytest.fixture
def without_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have none of the packages that exporting needs."""
    for name in PACKAGES:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture
def pretending(monkeypatch: pytest.MonkeyPatch) -> None:
    """Export without the packages: to a file whose answers differ by what it says."""
    monkeypatch.setattr(onnx_file, "check_installed", lambda *packages: None)
    monkeypatch.setattr(onnx_file, "_onnx_bytes", lambda module, metadata: b"0.5")
    monkeypatch.setattr(onnx_file, "_largest_difference", lambda m, path: float(path.read_text()))


def test_another_program_rebuilds_scores_and_judges_the_same(
    small: TrainedDetector, digits: Digits, tmp_path: Path
) -> None:
    for name in PACKAGES:
        pytest.importorskip(name)
    import onnxruntime

    path = tmp_path / "new folder" / "ones.onnx"
    assert export_onnx(small, str(path)) <= 1e-4
    session = onnxruntime.InferenceSession(str(path))
    images = digits.test.images[::10]
    rebuilt, scores = session.run(["reconstruction", "score"], {"images": images.numpy()})
    np.testing.assert_allclose(rebuilt, small.detector.reconstruct(images), atol=1e-4)
    np.testing.assert_allclose(scores, small.score(images), rtol=1e-4)
    about = session.get_modelmeta().custom_metadata_map
    flagged = scores.astype(np.float64) >= float(about["threshold"])
    assert flagged.tolist() == (small.score(images).double() >= small.threshold).tolist()
    assert (about["detector"], about["normal"]) == ("autoencoder", "1")
    assert [file.name for file in path.parent.iterdir()] == ["ones.onnx"]


def test_a_file_whose_answers_differ_is_not_written(
    small: TrainedDetector, tmp_path: Path, pretending: None
) -> None:
    path = tmp_path / "ones.onnx"
    path.write_text("an older one")
    with pytest.raises(UserError, match=r"differ from PyTorch's by 5\.0e-01, more than 1e-04"):
        export_onnx(small, path)
    assert path.read_text() == "an older one"
    assert list(tmp_path.iterdir()) == [path]


def test_without_the_packages_it_is_said_what_to_install(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, without_packages: None
) -> None:
    path = tmp_path / "ones.onnx"
    assert main(["export", "--onnx", str(path), *QUICK]) == 2
    assert "Run: pip install onnx onnxscript onnxruntime" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())  # nothing was trained either


@pytest.mark.parametrize("name", ["gradients", "pca", "nearest", "anogan", "pyod"])
def test_what_is_no_network_is_refused_and_told_what_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    command = ["export", "--onnx", str(tmp_path / "ones.onnx"), "--detector", name]
    assert main([*command, "--data", "generated"]) == 2
    err = capsys.readouterr().err
    assert f"{name} does not answer by running a network once" in err
    assert "autoencoder, convolutional, vae, efficientgan, anovaegan" in err
    assert not list(tmp_path.iterdir())


def test_from_python_as_well(small: TrainedDetector, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="pca does not answer"):
        export_onnx(replace(small, plan=TrainingPlan("pca")), tmp_path / "ones.onnx")


def test_a_file_that_cannot_be_written_is_refused_before_the_training(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pretending: None,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing is to be trained")

    monkeypatch.setattr("anomaly.cli.plan.train_detector", never)
    (tmp_path / "file").write_text("no folder")
    command = ["export", "--onnx", str(tmp_path / "file" / "ones.onnx"), *QUICK]
    assert main(command) == 2
    assert "The ONNX file cannot be written to" in capsys.readouterr().err


def test_the_command_writes_it_and_says_how_exact_it_is(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pretending: None,
) -> None:
    monkeypatch.setattr(onnx_file, "_onnx_bytes", lambda module, metadata: b"2e-7")
    path = tmp_path / "ones.onnx"
    assert main(["export", "--onnx", str(path), *QUICK, "--json"]) == 0
    captured = capsys.readouterr()
    assert f"onnx: {path} (ONNX Runtime agrees with PyTorch to 2e-07)" in captured.err
    assert '"largest_difference": 2e-07' in captured.out
    assert path.read_bytes() == b"2e-7"
