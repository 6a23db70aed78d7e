"""What the steps of the lesson may show, on generated digits."""

import pytest

from anomaly.data.digits import Digits
from anomaly.storage import store
from anomaly.training.retest import retest
from anomaly.ui.lesson.context import LessonContext


@pytest.fixture(scope="session")
def lesson_context(digits: Digits) -> LessonContext:
    (path,) = store.BUNDLED.glob("autoencoder-1-*")
    return LessonContext(digits, retest(store.load(path), digits))
