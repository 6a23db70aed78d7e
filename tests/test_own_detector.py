"""The detector that the README shows how to add."""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from anomaly import store
from anomaly.data import Digits, load_digits
from anomaly.detectors import DETECTORS, Entry
from anomaly.evaluation import auroc
from anomaly.paths import PROJECT
from anomaly.plan import TrainingPlan
from anomaly.training import train_detector

README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[Entry]:
    section = README.split("## Your own detector")[1]
    found = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert found is not None
    exec(compile(found[1], "README.md", "exec"), {})
    yield DETECTORS["average"]
    del DETECTORS["average"]


def test_it_is_trained_stored_and_tells_1s_from_others(added: Entry, digits: Digits) -> None:
    trained = train_detector(TrainingPlan(detector="average"), digits)
    assert auroc(trained.test_scores, trained.test_labels != 1) > 0.9
    again = store.load(store.save(trained))
    assert again.detector.anomaly_score(digits.test.images[:5]).tolist() == pytest.approx(
        trained.detector.anomaly_score(digits.test.images[:5]).tolist()
    )


def test_the_screens_offer_it_with_its_settings(added: Entry) -> None:
    store.save(train_detector(TrainingPlan(detector="average"), load_digits()))
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60).run()
    detector = app.sidebar.selectbox(key="detector")
    assert "Average" in detector.options
    detector.select("average").run()
    assert not app.exception
    assert app.session_state.scene.trained.plan.detector == "average"


def test_it_is_as_short_as_promised(added: Entry) -> None:
    section = README.split("## Your own detector in 30 lines")[1].split("```python\n")[1]
    body = section.split("```")[0].split("@dataclass")[1].splitlines()
    assert len([line for line in body if line.strip()]) <= 30
