"""The detector that docs/own-detector.md shows how to add."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.data.digits import Digits, load_digits
from anomaly.detectors import DETECTORS, Entry
from anomaly.evaluation import auroc
from anomaly.paths import PROJECT, SCRIPT
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trainer import train_detector
from tests.support.app_test import session_of

GUIDE = (PROJECT / "docs" / "own-detector.md").read_text(encoding="utf-8")


def _read() -> tuple[str, str]:
    """Return the file and the registry's line that the guide shows."""
    written, line = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    return written, line


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Entry]:
    """The detector from a file of its own and its line in the registry, as the guide has them."""
    written, line = _read()
    path = tmp_path / "average.py"
    path.write_text(written)
    spec = spec_from_file_location("anomaly.detectors.average", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)  # where dataclasses look for it
    spec.loader.exec_module(module)
    DETECTORS.update(eval(f"{{{line}}}", {"average": module, "Entry": Entry}))
    yield DETECTORS["average"]
    del DETECTORS["average"]


def test_it_is_trained_stored_and_tells_1s_from_others(added: Entry, digits: Digits) -> None:
    trained = train_detector(TrainingPlan(detector="average"), digits)
    assert auroc(trained.test_scores, trained.test_labels != 1) > 0.9
    again = store.load(store.save(trained))
    assert again.detector.anomaly_score(digits.test.images[:5]).tolist() == pytest.approx(
        trained.detector.anomaly_score(digits.test.images[:5]).tolist()
    )


def test_the_command_line_trains_it_where_it_is_added_as_told(tmp_path: Path) -> None:
    written, line = _read()
    shutil.copytree(PROJECT / "anomaly", tmp_path / "anomaly")
    (tmp_path / "assets").symlink_to(PROJECT / "assets")
    folder = tmp_path / "anomaly" / "detectors"
    (folder / "average.py").write_text(written)
    registry = folder / "__init__.py"
    text = registry.read_text(encoding="utf-8")
    text = text.replace("    autoencoder,\n", "    autoencoder,\n    average,\n")
    text = text.replace("] = {\n", "] = {\n" + line)
    registry.write_text(text, encoding="utf-8")
    command = ["-m", "anomaly", "train", "--detector", "average", "--data", "generated"]
    done = subprocess.run([sys.executable, *command], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "average-1-" in done.stdout


def test_the_screens_offer_it_with_its_settings(added: Entry) -> None:
    store.save(train_detector(TrainingPlan(detector="average"), load_digits()))
    app = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    detector = app.sidebar.selectbox(key="detector")
    assert "Average" in detector.options
    detector.select("average").run()
    assert not app.exception
    context = session_of(app).context
    assert context is not None
    assert context.trained.plan.detector == "average"


def test_it_is_as_short_as_promised(added: Entry) -> None:
    assert GUIDE.startswith("# Your own detector in 30 lines")
    body = _read()[0].split("@dataclass")[1].splitlines()
    assert len([line for line in body if line.strip()]) <= 30
