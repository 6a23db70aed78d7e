"""A locally linear autoencoder on histogram-of-oriented-gradients features of the digit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import torch
from torch import Tensor

from anomaly.data.image_format import IMAGE_SIDE, NUM_PIXELS
from anomaly.detectors.components.closed_form import (
    MAX_FITTED,
    ClosedFormDetector,
    count_rows,
    shaped,
)
from anomaly.detectors.components.orientation import (
    CELLS,
    cells_to_pixels,
    deskew,
    orientation_energies,
    unwarp,
)
from anomaly.detectors.inputs import Images, as_images
from anomaly.detectors.progress import Parts, TrainingStep, drain
from anomaly.validation import Range, check_settings

BATCH = 500  # digits described and scored at once, which keeps what is computed in the cache
MAX_DIFFERENCE = 0.15  # of a cell's energies, drawn as 1; few anomalies go beyond
MIN_VARIANCE = 1e-3  # added to each variance, which is 0 for a single digit


@dataclass(frozen=True)
class GradientsSettings:
    """Settings of `OrientedGradients`.

    All were chosen on training digits alone, held-out normal ones against the other kinds; the
    AUROC is flat around them.

    Attributes
    ----------
    directions : int
        Directions that gradients are sorted into. 12 tell more than 8; 16 tell no more.
    components : int
        Principal components that are kept.
    evenness : float
        Ridge added to each component's variance, in units of the mean variance. The smaller, the
        more directions count in which normal digits hardly vary; with 0 the score is near the
        Mahalanobis distance, where noise drowns the rest.
    neighbours : int
        Normal digits that a digit is reconstructed from.
    restraint : float
        Regularisation of the neighbours' weights. With 0, enough neighbours combine to nearly
        anything; the larger, the nearer to their mean.
    """

    directions: Annotated[int, Range(4, 16)] = 12
    components: Annotated[int, Range(1, 4 * CELLS**2)] = 128
    evenness: Annotated[float, Range(0.0, 1000.0)] = 30.0
    neighbours: Annotated[int, Range(1, 100)] = 30
    restraint: Annotated[float, Range(0.01, 100.0)] = 1.0

    def __post_init__(self) -> None:
        check_settings(self)


RECIPES = {"default": GradientsSettings()}


class OrientedGradients(ClosedFormDetector):
    """Locally linear autoencoder on the oriented gradients of the deskewed digit.

    A digit is deskewed and described by f: for each of 49 overlapping cells and each direction,
    the root of its share of all the digit's gradients (see `orientation_energies`). With
    the mean m, principal components v_i and variances s_i^2 of normal digits' f, its code is

        z_i = v_i (f - m) / sqrt(s_i^2 + e),    i = 1 ... K,

    with e the evenness times the mean variance, plus 0.001. The code is rebuilt as
    z' = sum_j w_j z_j out of those of the k nearest normal digits, with shares w that sum to 1 and
    make

        ||z - z'||^2 + restraint * d^2 * ||w||^2

    smallest, d^2 being the mean squared distance to the neighbours: the weights of locally linear
    embedding (Roweis & Saul, Science 290, 2000). A digit between normal ones, bent a little
    differently from each, costs little that way. The score is ||z - z'||^2 + r^2, where r is what f
    has beyond the K components, each over sqrt(e + their mean variance).

    The reconstruction is the picture that best goes with z', by least squares over the normal
    digits, given the slant, place and size of the one looked at. The difference map shows by how
    much each cell's energies differ from those of z', on the ink of both pictures.
    """

    name = "gradients"
    scoring_batch = 500
    scores_difference = False  # the picture only illustrates the code, which is scored
    settings: GradientsSettings

    def __init__(
        self, settings: GradientsSettings = RECIPES["default"], device: str = "cpu"
    ) -> None:
        super().__init__(settings, device)
        # The digits that it was last adapted with, as they are several times in a row.
        self._described: tuple[Tensor, tuple[Tensor, Tensor]] | None = None

    def solve(self, images: Tensor, seed: int) -> dict[str, Tensor]:
        return drain(self.solve_in_parts(images, seed))

    def solve_in_parts(self, images: Tensor, seed: int) -> Parts[dict[str, Tensor]]:
        described = yield from _describe_in_parts(images, self.settings.directions)
        return self._solve(*described)

    def adapt(
        self, images: Tensor, examples: Tensor, seed: int, is_rough: bool = False
    ) -> Iterator[TrainingStep]:
        directions = self.settings.directions
        if self._described is None or self._described[0] is not images:
            self._described = images, _describe_all(images, directions)
        parts = self._described[1], _describe_all(examples, directions)
        features, upright = (torch.cat(both) for both in zip(*parts, strict=True))
        self.use(self._solve(features, upright))
        yield TrainingStep(update=1, updates=1, epoch=1, epochs=1)

    def _solve(self, features: Tensor, upright: Tensor) -> dict[str, Tensor]:
        """Return the state learned from features (N, D * 49) and deskewed digits (N, 784)."""
        mean = features.mean(0)
        centred = features - mean
        covariance = centred.T @ centred / len(centred)
        variances, vectors = torch.linalg.eigh(covariance.double())  # ascending
        variances = variances.clamp_min(0).flip(0)
        padded = variances + self.settings.evenness * variances.mean() + MIN_VARIANCE
        count = self.settings.components
        components = vectors.flip(1)[:, :count].T.float()  # (K, D * 49)
        rest = padded[count:] if count < len(padded) else padded[-1:]  # none is left, none counts
        weights = torch.cat([padded[:count], rest.mean(0, keepdim=True)]).rsqrt().float()
        codes = centred @ components.T * weights[:count]  # (N, K)
        picture = upright.mean(0)
        power = codes.square().mean(0)  # the codes' columns are uncorrelated
        decoder = codes.T @ (upright - picture) / len(codes) / power.clamp_min(1e-6)[:, None]
        return {
            "mean": mean,
            "components": components,
            "weights": weights,  # (K + 1,), of the components and of the rest
            "codes": codes.half(),  # far finer than digits differ, at half the size
            "picture": picture,  # (784,)
            "decoder": decoder,  # (K, 784)
        }

    def expected(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        count = self.settings.components
        size = self.settings.directions * CELLS**2
        fitted = count_rows(state, "codes", MAX_FITTED)
        return {
            "mean": shaped(size),
            "components": shaped(count, size),
            "weights": shaped(count + 1),
            "codes": shaped(fitted, count, dtype=torch.half),
            "picture": shaped(NUM_PIXELS),
            "decoder": shaped(count, NUM_PIXELS),
        }

    def use(self, learned: Mapping[str, Tensor]) -> None:
        super().use(learned)
        self._codes = learned["codes"].float()  # (N, K)
        self._lengths = self._codes.square().sum(1)  # (N,)

    def reconstruct(self, images: Images) -> Tensor:
        return self.compare(images)[0]

    def embed(self, images: Images) -> Tensor:
        batches = as_images(images).split(BATCH)
        return torch.cat([self._encode(self._describe(batch)[0])[0] for batch in batches])

    def anomaly_score(self, images: Images) -> Tensor:
        return torch.cat([self._score(batch) for batch in as_images(images).split(BATCH)])

    def compare(self, images: Images) -> tuple[Tensor, Tensor]:
        compared = [self._compare(batch) for batch in as_images(images).split(BATCH)]
        reconstructions, differences = zip(*compared, strict=True)
        return torch.cat(reconstructions), torch.cat(differences)

    def _score(self, images: Tensor) -> Tensor:
        features, _, _ = self._describe(images)
        code, rest = self._encode(features)
        residual = (code - self._rebuild(code)).square().sum(1)  # (N,)
        return residual + (self._learned["weights"][-1] * rest).square().sum(1)

    def _compare(self, images: Tensor) -> tuple[Tensor, Tensor]:
        features, _, frames = self._describe(images)
        learned, (code, rest) = self._learned, self._encode(features)
        rebuilt = self._rebuild(code)
        picture = torch.addmm(learned["picture"], rebuilt, learned["decoder"])  # (N, 784)
        reconstruction = unwarp(picture.clamp(0, 1).view(-1, 1, IMAGE_SIDE, IMAGE_SIDE), frames)
        residual = (code - rebuilt) / learned["weights"][:-1] @ learned["components"] + rest
        cells = residual.view(len(residual), -1, CELLS**2).norm(dim=1)  # (N, D * 49) -> (N, 49)
        anomalous = unwarp(cells_to_pixels(cells), frames) / MAX_DIFFERENCE  # (N, 1, 28, 28)
        return reconstruction, (anomalous * torch.maximum(images, reconstruction)).clamp(0, 1)

    def _describe(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return _describe(images, self.settings.directions)

    def _encode(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return codes (N, K) and the features' residual beyond them, (N, D * 49)."""
        components, weights = self._learned["components"], self._learned["weights"]
        centred = features - self._learned["mean"]
        kept = centred @ components.T  # (N, K)
        return kept * weights[:-1], centred - kept @ components

    def _rebuild(self, code: Tensor) -> Tensor:
        """Reconstruct codes (N, K) from their neighbours among the normal digits."""
        count = min(self.settings.neighbours, len(self._codes))
        # ||a - b||^2 less ||a||^2, which is the same for all b
        distances = torch.addmm(self._lengths, code, self._codes.T, alpha=-2)
        rows = distances.topk(count, largest=False).indices  # (N, k)
        neighbours = self._codes[rows]  # (N, k, K)
        apart = neighbours - code.unsqueeze(1)
        gram = apart @ apart.transpose(1, 2)  # (N, k, k)
        diagonal = gram.diagonal(dim1=1, dim2=2)
        diagonal += self.settings.restraint * diagonal.mean(1, keepdim=True) + 1e-6
        root = torch.linalg.cholesky_ex(gram).L
        shares = torch.cholesky_solve(torch.ones(len(code), count, 1), root)
        shares /= shares.sum(1, keepdim=True)  # (N, k, 1)
        return (shares * neighbours).sum(1)


def _describe(images: Tensor, directions: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return features (N, D * 49), deskewed digits (N, 1, 28, 28) and their frames."""
    upright, frames = deskew(images)
    return orientation_energies(upright, directions), upright, frames


def _describe_all(images: Tensor, directions: int) -> tuple[Tensor, Tensor]:
    """Return features (N, D * 49) and deskewed digits (N, 784)."""
    return drain(_describe_in_parts(images, directions))


def _describe_in_parts(images: Tensor, directions: int) -> Parts[tuple[Tensor, Tensor]]:
    """Return what `_describe_all` does, with a part for each batch."""
    described = []
    for batch in images.split(BATCH):
        described.append(_describe(batch, directions))
        yield BATCH * len(described)
    features = torch.cat([batch for batch, _, _ in described])
    return features, torch.cat([batch for _, batch, _ in described]).flatten(1)
