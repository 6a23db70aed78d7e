"""Principal components: the best linear reconstruction of a digit, and what it leaves over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import torch
from torch import Tensor

from anomaly.data.image_format import NUM_PIXELS
from anomaly.detectors.components.chain import Chain, Clip, Dense
from anomaly.detectors.components.closed_form import ClosedFormDetector, count_rows, shaped
from anomaly.detectors.inputs import Images, as_images
from anomaly.validation import Choice, Range, check_settings


@dataclass(frozen=True)
class PcaSettings:
    """Settings of `PrincipalComponents`.

    Both were chosen on training digits alone, held-out normal ones against the other kinds.

    Attributes
    ----------
    components : int
        Directions that are kept; fewer where there are fewer digits.
        With 8 many normal digits are rebuilt badly, with 64 anomalies are rebuilt well.
    score : {"absolute", "squared"}
        What is summed over the pixels; the components are those that make the squares smallest.
    """

    components: Annotated[int, Range(1, NUM_PIXELS)] = 24
    score: Annotated[str, Choice("absolute", "squared")] = "squared"

    def __post_init__(self) -> None:
        check_settings(self)


RECIPES = {"default": PcaSettings()}


class PrincipalComponents(ClosedFormDetector):
    """Reconstruction error of a principal component analysis, a linear autoencoder.

    With the mean m and the components V (K, 784) of normal digits, x is rebuilt as
    x' = m + V^T V (x - m), cut off at 0 and 1. The score is the sum over the pixels of (x - x')^2,
    or of \\|x - x'\\|.

    References
    ----------
    Hoffmann, "Kernel PCA for novelty detection", Pattern Recognition 40 (2007), which scores by
    the reconstruction error; this is its linear case.
    """

    name = "pca"
    has_code = True
    settings: PcaSettings

    def __init__(self, settings: PcaSettings = RECIPES["default"], device: str = "cpu") -> None:
        super().__init__(settings, device)

    def solve(self, images: Tensor, seed: int) -> dict[str, Tensor]:
        from sklearn.decomposition import PCA  # costs 80 MB, and only fitting needs it

        pixels = images.flatten(1)  # (N, 784)
        if len(pixels) == 1:  # which PCA refuses; one digit has no direction to vary in
            return {"mean": pixels[0].clone(), "components": torch.zeros(1, NUM_PIXELS)}
        count = min(self.settings.components, len(pixels))
        found = PCA(count, svd_solver="covariance_eigh").fit(pixels.numpy())
        return {
            "mean": torch.as_tensor(found.mean_),  # (784,)
            "components": torch.as_tensor(found.components_),  # (K, 784)
        }

    def expected(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        count = count_rows(state, "components", self.settings.components)
        return {"mean": shaped(NUM_PIXELS), "components": shaped(count, NUM_PIXELS)}

    def reconstruct(self, images: Images) -> Tensor:
        images = as_images(images)
        mean, components = self._learned["mean"], self._learned["components"]
        return torch.addmm(mean, self.encode(images), components).clamp_(0, 1).view_as(images)

    def encode(self, images: Images) -> Tensor:
        mean, components = self._learned["mean"], self._learned["components"]
        return (as_images(images).flatten(1) - mean) @ components.T  # (N, K)

    def anomaly_score(self, images: Images) -> Tensor:
        difference = self.difference_map(images)
        if self.settings.score == "squared":
            difference = difference.square()
        return difference.flatten(1).sum(1)

    def chain(self) -> Chain:
        mean, components = self._learned["mean"], self._learned["components"]
        code, picture = Dense(components, -components @ mean), Dense(components.T, mean)
        return Chain((code, picture, Clip(0.0, 1.0)), self.settings.score)
