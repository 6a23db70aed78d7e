"""Oriented gradients: what they see, what they do not mind, and what they show."""

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from anomaly.data.digits import Digits, OneClassSplit, split_one_class
from anomaly.detectors.components.orientation import (
    cells_to_pixels,
    deskew,
    orientation_energies,
    unwarp,
)
from anomaly.detectors.gradients import GradientsSettings, OrientedGradients
from anomaly.errors import UserError
from anomaly.evaluation import auroc


@pytest.fixture(scope="module")
def fours(digits: Digits) -> OneClassSplit:
    return split_one_class(digits, (4,))


@pytest.fixture(scope="module")
def detector(fours: OneClassSplit) -> OrientedGradients:
    detector = OrientedGradients()
    list(detector.fit(fours.fit.images, fours.calibration.images, seed=0))
    return detector


def _changed(images: Tensor, slant: float = 0.0, size: float = 1.0) -> Tensor:
    frame = torch.tensor([[1 / size, slant, 0.0], [0.0, 1 / size, 0.0]])
    frames = frame.expand(len(images), 2, 3)
    grid = F.affine_grid(frames, list(images.shape), align_corners=False)
    return F.grid_sample(images, grid, align_corners=False)


def test_it_tells_4s_from_other_digits(detector: OrientedGradients, fours: OneClassSplit) -> None:
    assert auroc(detector.anomaly_score(fours.test.images), fours.is_anomaly) > 0.998


@pytest.mark.slow
@pytest.mark.parametrize("normal", range(10))
def test_it_tells_each_kind_of_real_digits_from_the_others(mnist: Digits, normal: int) -> None:
    split = split_one_class(mnist, (normal,))
    detector = OrientedGradients()
    list(detector.fit(split.fit.images, split.calibration.images, seed=0))
    assert auroc(detector.anomaly_score(split.test.images), split.is_anomaly) > 0.995


@pytest.mark.parametrize("change", [{"slant": 0.25}, {"slant": -0.25}, {"size": 0.85}])
def test_slant_and_size_hardly_matter(
    detector: OrientedGradients, fours: OneClassSplit, change: dict[str, float]
) -> None:
    images = fours.calibration.images
    before, after = (detector.anomaly_score(part) for part in (images, _changed(images, **change)))
    strange = detector.anomaly_score(fours.anomalous.images)
    assert (after - before).abs().median() < 0.1 * (strange.median() - before.median())
    assert (
        auroc(torch.cat([after, strange]), torch.arange(len(after) + len(strange)) >= len(after))
        > 0.99
    )


def test_straightening_brings_slanted_copies_to_the_same_picture(fours: OneClassSplit) -> None:
    images = fours.calibration.images
    upright, _ = deskew(images)
    slanted, _ = deskew(_changed(images, slant=0.3))
    assert (upright - slanted).abs().mean() < 0.25 * (images - _changed(images, 0.3)).abs().mean()


def test_laying_back_undoes_straightening(fours: OneClassSplit) -> None:
    images = fours.calibration.images
    again = unwarp(*deskew(images))
    assert (again - images).abs().mean() < 0.03
    assert (again - images).abs().mean() < 0.2 * images.mean()


def test_the_two_edges_of_a_stroke_face_opposite_directions() -> None:
    stroke = torch.zeros(1, 1, 28, 28)
    stroke[..., 12:16] = 1
    energies = orientation_energies(stroke, 8).square().view(8, 49).sum(1)
    assert energies.sum() == pytest.approx(1.0, abs=1e-5)
    assert energies[0] == pytest.approx(float(energies[4]), rel=1e-3)
    assert energies[0] + energies[4] > 0.8


def test_every_pixel_is_told_of_by_cells_alike() -> None:
    assert torch.allclose(cells_to_pixels(torch.ones(1, 49)), torch.ones(1, 1, 28, 28))


BLANK = torch.zeros(28, 28)
PAGES = {
    "blank": BLANK,
    "full": BLANK + 1,
    "a dot": F.pad(torch.ones(2, 2), (13, 13, 13, 13)),
    "dust": (torch.rand(28, 28, generator=torch.Generator().manual_seed(0)) > 0.98).float(),
    "a faint smudge": F.pad(torch.full((6, 6), 1 / 255), (11, 11, 11, 11)),
    "a frame": F.pad(torch.zeros(26, 26), (1, 1, 1, 1), value=1.0),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_without_a_digit_is_stranger_than_any_normal_digit(
    detector: OrientedGradients, fours: OneClassSplit, page: Tensor
) -> None:
    normal = detector.anomaly_score(fours.calibration.images)
    assert normal.max() < detector.detect(page).score < float("inf")


def test_the_difference_is_where_a_stroke_was_added(
    detector: OrientedGradients, fours: OneClassSplit
) -> None:
    image = fours.calibration.images[0, 0]
    before = detector.detect(image)
    crossed = image.clone()
    crossed[24:26, 4:24] = 1
    after = detector.detect(crossed)
    assert after.score > 2 * before.score
    row, column = divmod(int(after.difference.argmax()), 28)
    assert 22 <= row <= 27
    assert 4 <= column < 24
    assert after.difference.mean() > 2 * before.difference.mean()


def test_normal_digits_are_rebuilt_and_strange_ones_are_not(
    detector: OrientedGradients, fours: OneClassSplit
) -> None:
    errors = [
        float((part - detector.reconstruct(part)).square().mean())
        for part in (fours.calibration.images, fours.anomalous.images)
    ]
    assert errors[0] < 0.3 * errors[1]


def test_a_batch_is_scored_as_its_digits_one_by_one(
    detector: OrientedGradients, fours: OneClassSplit
) -> None:
    images = fours.test.images[::50]
    alone = torch.cat([detector.anomaly_score(image[None]) for image in images])
    assert torch.allclose(detector.anomaly_score(images), alone, rtol=1e-3)


def test_all_components_can_be_kept(fours: OneClassSplit) -> None:
    detector = OrientedGradients(GradientsSettings(directions=4, components=196))
    list(detector.fit(fours.fit.images, fours.calibration.images, seed=0))
    again = OrientedGradients(detector.settings)
    again.load_state_dict(detector.state_dict())
    assert bool(again.anomaly_score(fours.test.images[::50]).isfinite().all())


@pytest.mark.parametrize(
    "change",
    [{"directions": 3}, {"components": 197}, {"neighbours": 0}, {"evenness": -1.0},
     {"restraint": 0.0}, {"restraint": float("nan")}],
)  # fmt: skip
def test_settings_out_of_range_are_refused_by_name(change: dict[str, int | float]) -> None:
    with pytest.raises(UserError, match=next(iter(change))):
        GradientsSettings(**change)  # type: ignore[arg-type]
