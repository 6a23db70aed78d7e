"""The plane of codes."""

import numpy as np
import pytest

from anomaly.evaluation.latent import LatentPlane


def test_codes_in_a_plane_are_seen_whole() -> None:
    rng = np.random.default_rng(0)
    axes = np.linalg.qr(rng.normal(size=(8, 2)))[0].T
    flat = rng.normal(size=(50, 2)) * (3, 1)
    codes = flat @ axes + 5
    plane = LatentPlane.of(codes)
    assert plane.share == pytest.approx(1)
    distances = np.linalg.norm(plane.project(codes)[:1] - plane.project(codes)[1:], axis=1)
    np.testing.assert_allclose(distances, np.linalg.norm(flat[:1] - flat[1:], axis=1))


def test_the_first_axis_is_that_of_the_largest_variance() -> None:
    codes = np.random.default_rng(1).normal(size=(400, 3)) * (1, 5, 2)
    plane = LatentPlane.of(codes)
    assert np.abs(plane.axes[0]).argmax() == 1
    assert np.abs(plane.axes[1]).argmax() == 2
    assert plane.share == pytest.approx(29 / 30, abs=0.02)


@pytest.mark.parametrize("codes", [np.ones((5, 4)), np.ones((1, 4)), np.arange(6.0)[:, None]])
def test_codes_that_hardly_vary_have_a_plane_as_well(codes: np.ndarray) -> None:
    plane = LatentPlane.of(codes)
    assert np.isfinite(plane.project(codes)).all()
    assert plane.share == pytest.approx(1)
