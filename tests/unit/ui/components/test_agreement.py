"""The page's answer to drawings beside Python's: the same digits, scores and verdicts."""

import pytest

from anomaly.storage import store
from anomaly.storage.chain_file import chain_file
from tests.support.agreement import compare
from tests.support.strokes import drawings


@pytest.mark.parametrize("name", ["autoencoder", "convolutional", "vae", "pca"])
def test_page_and_python_agree_on_drawings(name: str) -> None:
    trained = store.load(next(store.BUNDLED.glob(f"{name}-1-*")))
    weights = chain_file(trained.detector)
    assert weights is not None
    agreement = compare(trained, list(drawings(per_style=1, seed=3, brushes=(8, 30))), weights)
    assert agreement.one_sided == 0
    assert agreement.digit_largest < 1e-6
    assert agreement.score_largest < 0.005
    assert agreement.missing_largest < 0.005
    assert agreement.verdicts_differ == 0
