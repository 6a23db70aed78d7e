"""A person's own pictures in the place of digits: a sign, and what it is told apart from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import torch
from torch import Tensor

from anomaly.caching import cached_per_instance
from anomaly.data.digits import LABELS, Digits, LabelledImages, OneClassSplit, load_generated
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import DETECTORS, Images, as_images, find_entry, recipe
from anomaly.errors import UserError
from anomaly.training.plan import PICTURES, TrainingPlan
from anomaly.training.subset import stratified_subset

# Labels of pictures: an anomaly that was given, the sign itself, and a generated digit, which
# stands for anything else. Plans of signs have the second as their normal digit.
GIVEN, SIGN, ELSE = 0, 1, 2
MIN_SIGNS = 5  # with fewer, leaving one out says nothing
MAX_SIGNS = 1000  # of each kind; more take minutes and change little
DIGITS_BESIDE = 200  # generated digits in each half
MAX_UPDATES = 300  # of a network, unless settings say otherwise: it is trained six times
NEIGHBOURS = 3  # in the vote on whether a sign is one of the digits


@dataclass(frozen=True, eq=False)
class Signs:
    """Pictures of a sign, and of what is not one.

    Attributes
    ----------
    pixels : Tensor
        uint8 (N, 28, 28), ink bright on dark; no two alike.
    labels : Tensor
        int64 (N,), `SIGN` first, then `GIVEN`.
    """

    pixels: Tensor
    labels: Tensor

    @classmethod
    def of(cls, normal: Images, anomalous: Images | None = None) -> "Signs":
        """Return signs from pictures in [0, 1], each kept once.

        Raises
        ------
        UserError
            If there are too few or too many, or one is no picture.
        """
        signs, others = (to_pixels(images, "signs.no_pictures") for images in (normal, anomalous))
        pixels = torch.cat([signs, others])
        labels = torch.tensor([SIGN] * len(signs) + [GIVEN] * len(others), dtype=torch.int64)
        kept = (~duplicates(pixels)).nonzero()[:, 0]
        made = cls(pixels[kept], labels[kept])._mixed()
        if len(made.normal) < MIN_SIGNS:
            raise UserError("signs.too_few", count=len(made.normal), needed=MIN_SIGNS)
        if max(len(made.normal), len(others)) > MAX_SIGNS:
            raise UserError("signs.too_many", limit=MAX_SIGNS)
        return made

    @classmethod
    def of_digits(cls, digits: Digits) -> "Signs":
        """Return the signs of which `as_digits` made digits."""
        own = [half[half.labels != ELSE] for half in (digits.train, digits.test)]
        given = [half.pixels[half.labels == GIVEN] for half in own]
        normal = own[0].pixels[own[0].labels == SIGN]
        counts = torch.tensor([len(normal), sum(map(len, given))])
        labels = torch.tensor([SIGN, GIVEN]).repeat_interleave(counts)
        return cls(torch.cat([normal, *given]), labels)

    @property
    def normal(self) -> Tensor:
        """The pictures of the sign, uint8 (M, 28, 28)."""
        return self.pixels[self.labels == SIGN]

    @property
    def anomalous(self) -> Tensor:
        """The anomalies that were given, uint8 (L, 28, 28)."""
        return self.pixels[self.labels == GIVEN]

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        return self.pixels.nbytes + self.labels.nbytes

    @cached_property
    def fingerprint(self) -> str:
        """Identifies pixels and labels."""
        content = self.pixels.numpy().tobytes() + self.labels.numpy().tobytes()
        return PICTURES + hashlib.sha256(content).hexdigest()[:16]

    def as_digits(self) -> Digits:
        """Return the pictures as digits with a split, as all screens and reports take them.

        The sign's pictures are in both halves: scores for both come from detectors that were fitted
        without them. Of the anomalies that were given, those in one half choose thresholds where a
        rule uses labels, and the others are only reported on; so are generated digits.
        """
        return _as_digits(self)

    def _mixed(self) -> "Signs":
        """Return the signs with the anomalies in the order of their hashes.

        So either half is alike, and the same anomalies in any order are the same signs.
        """
        hashes = [hashlib.sha256(one.numpy().tobytes()).digest() for one in self.anomalous]
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        given = self.anomalous[torch.tensor(order, dtype=torch.int64)]
        return Signs(torch.cat([self.normal, given]), self.labels)


def sign_detectors() -> list[str]:
    """Return the names of the detectors that learn from few pictures."""
    return [name for name, entry in DETECTORS.items() if entry.detector.learns_from_few]


def sign_plan(detector: str, seed: int = 0, settings: Any = None) -> TrainingPlan:
    """Return the plan of a detector of signs.

    Parameters
    ----------
    detector : str
    seed : int
    settings
        As `TrainingPlan` takes them; by default the detector's, with few updates of a network.

    Raises
    ------
    UserError
        If the detector is unknown, or needs many pictures.
    """
    if not find_entry(detector).detector.learns_from_few:
        raise UserError("signs.needs_many", detector=detector, known=", ".join(sign_detectors()))
    default = recipe(detector)
    if settings is None and hasattr(default, "least_updates"):
        settings = replace(default, least_updates=min(default.least_updates, MAX_UPDATES))
    return TrainingPlan(detector, settings, normal=(SIGN,), seed=seed)


def duplicates(pixels: Tensor) -> Tensor:
    """Return which pictures (N, 28, 28) are the same as one before them, bool (N,)."""
    seen: set[bytes] = set()
    found = []
    for picture in pixels:
        content = picture.numpy().tobytes()
        found.append(content in seen)
        seen.add(content)
    return torch.tensor(found, dtype=torch.bool)


def are_signs(digits: Digits) -> bool:
    """Return whether digits are a person's own pictures."""
    return digits.fingerprint.startswith(PICTURES)


def split_signs(digits: Digits, plan: TrainingPlan) -> OneClassSplit:
    """Return the one-class view of a person's own pictures; all are fitted on.

    Raises
    ------
    UserError
        If the plan asks for other normal pictures, or for other digits among them.
    """
    sign_plan(plan.detector)  # refuses those that need many pictures
    if plan.normal != (SIGN,) or plan.contamination or plan.most_digits is not None:
        raise UserError("signs.plan")
    is_sign = digits.train.labels == SIGN
    normal = digits.train[is_sign]
    return OneClassSplit((SIGN,), normal, normal, digits.train[~is_sign], digits.test)


def pack_signs(signs: Signs | None) -> dict[str, Tensor]:
    """Return signs as named tensors; none where there are no signs."""
    if signs is None:
        return {}
    return {"signs.pixels": signs.pixels, "signs.labels": signs.labels.to(torch.uint8)}


def unpack_signs(tensors: dict[str, Tensor], record: Mapping[str, Any]) -> Signs | None:
    """Check what `pack_signs` returned, and take its tensors out of `tensors`.

    Parameters
    ----------
    tensors, record
        As the schema has them.

    Raises
    ------
    ValueError
        If they are not what was trained on.
    """
    is_of_signs = record["fingerprint"].startswith(PICTURES)
    if is_of_signs != (record["source"] == "pictures"):
        raise ValueError("the source is not that of the digits trained on")
    if is_of_signs != ("signs.pixels" in tensors):
        raise ValueError("there are no signs, or they were not trained on")
    if not is_of_signs:
        return None
    pixels, labels = tensors.pop("signs.pixels"), tensors.pop("signs.labels")
    count, normal = len(labels), int((labels == SIGN).sum())
    in_order = [SIGN] * normal + [GIVEN] * (count - normal)
    if labels.tolist() != in_order or not MIN_SIGNS <= normal <= MAX_SIGNS:
        raise ValueError("the signs' labels are not what they should be")
    signs = Signs(pixels, labels.long())
    if count - normal > MAX_SIGNS or signs.fingerprint != record["fingerprint"]:
        raise ValueError("the signs are not those that were trained on")
    return signs


def to_pixels(images: Images | None, refusal: str) -> Tensor:
    """Return pictures in [0, 1] as uint8 (N, 28, 28).

    Raises
    ------
    UserError
        With the key `refusal`, if one is no picture.
    """
    if images is None or len(images) == 0:
        return torch.zeros(0, IMAGE_SIDE, IMAGE_SIDE, dtype=torch.uint8)
    try:
        pictures = as_images(images)
    except (TypeError, ValueError) as error:
        raise UserError(refusal) from error
    if not bool(((pictures >= 0) & (pictures <= 1)).all()):  # refuses nan, too
        raise UserError(refusal)
    return pictures[:, 0].mul(255).round().byte()


@cached_per_instance(1)
def _as_digits(signs: Signs) -> Digits:
    generated = load_generated()
    normal, given = signs.normal, signs.anomalous
    halves = given.tensor_split([len(given) // 2])
    alike = _digits_alike(normal, generated.train)
    train, test = (
        _joined(normal, some, _some_digits(half, alike))
        for some, half in zip(halves, (generated.train, generated.test), strict=True)
    )
    return Digits(train, test, source="pictures", fingerprint=signs.fingerprint)


def _joined(normal: Tensor, given: Tensor, others: Tensor) -> LabelledImages:
    counts = torch.tensor([len(normal), len(given), len(others)])
    labels = torch.tensor([SIGN, GIVEN, ELSE]).repeat_interleave(counts)
    return LabelledImages(torch.cat([normal, given, others]), labels)


def _some_digits(half: LabelledImages, alike: list[int]) -> Tensor:
    """Return the pixels of some generated digits, none of those labels."""
    others = half[~torch.isin(half.labels, torch.tensor(alike))]
    return others[stratified_subset(others.labels, DIGITS_BESIDE)].pixels


def _digits_alike(normal: Tensor, generated: LabelledImages) -> list[int]:
    """Return the digits that a sign is, if it is one: these are no anomalies to it.

    It is where most of its pictures are as near to such digits as these are among themselves.
    """
    some = generated[stratified_subset(generated.labels, 10 * DIGITS_BESIDE)]
    known, pictures = (each.flatten(1).float() for each in (some.pixels, normal))
    found = []
    for label in LABELS:
        of_label = known[some.labels == label]
        among = torch.cdist(of_label, of_label).topk(NEIGHBOURS + 1, largest=False).values[:, -1]
        to_sign = torch.cdist(pictures, of_label).topk(NEIGHBOURS, largest=False).values[:, -1]
        if float(to_sign.median()) <= float(among.quantile(0.9)):
            found.append(label)
    return found if len(found) < len(LABELS) else []
