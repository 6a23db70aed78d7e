"""What simple pictures do to an autoencoder, and what mends it."""

from pathlib import Path

import numpy as np
import pytest

from anomaly import figures
from anomaly.benchmark.complexity import MATRICES, load_matrices, measure, save_matrices
from anomaly.data.digits import Digits
from anomaly.detectors.autoencoder import Autoencoder, AutoencoderSettings
from anomaly.errors import UserError
from tests.support.small import SMALL


def test_the_share_of_the_ink_mends_what_the_sum_of_differences_gets_wrong() -> None:
    matrices = load_matrices()
    before, after = matrices.areas["absolute"], matrices.areas["relative"]
    assert before[8, 1] < 0.5 < 0.75 < after[8, 1]
    assert matrices.mean("relative") > matrices.mean("absolute")
    assert np.isnan(np.diag(before)).all()
    assert matrices.blank["absolute"].max() < 0.1 < 0.75 < matrices.blank["relative"].min()


def test_matrices_measured_and_stored_are_read_again(
    digits: Digits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quick(settings: AutoencoderSettings = SMALL) -> Autoencoder:
        return Autoencoder(settings)

    monkeypatch.setattr("anomaly.benchmark.complexity.Autoencoder", quick)
    monkeypatch.setattr("anomaly.benchmark.complexity.LABELS", (1, 8))
    measured = measure(digits, seeds=1)
    save_matrices(measured, tmp_path / "matrices.json")
    again = load_matrices(tmp_path / "matrices.json")
    assert again.seeds == 1
    for score, areas in measured.areas.items():
        assert np.allclose(again.areas[score], areas, atol=1e-4, equal_nan=True)


@pytest.mark.parametrize("content", ["", "{}", '{"seeds": 3, "areas": {}, "blank": {}}'])
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / MATRICES.name
    path.write_text(content)
    with pytest.raises(UserError, match=MATRICES.name):
        load_matrices(path)


def test_the_figure_writes_the_number_in_each_cell() -> None:
    matrices = load_matrices()
    figure = figures.complexity_matrix(matrices.areas["absolute"], matrices.blank["absolute"])
    cells = figure.data[0].text
    assert cells.shape == (10, 11)
    assert cells[8][1] == f"{matrices.areas['absolute'][8, 1]:.2f}".lstrip("0")
    assert cells[3][3] == ""
