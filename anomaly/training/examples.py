"""Pictures that a person gives a detector to learn from, of normal ones and of anomalies."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import Images
from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.drawing import CANVAS_SIDE
from anomaly.preprocessing.strokes import MAX_COORDINATE, PEN_WIDTH, checked_paths
from anomaly.schema import Array, Tensors
from anomaly.training.signs import duplicates, to_pixels

MAX_EXAMPLES = 1000  # of each kind
MAX_POINTS = 500_000  # of all strokes; a drawing has some hundred
FEW = 4  # normal examples; with fewer, next to nothing is known of how the hand varies
Strokes = tuple[Floats, ...]  # of one drawing, float32 (n, 2) each
BLANK = torch.zeros(0, IMAGE_SIDE, IMAGE_SIDE, dtype=torch.uint8)


@dataclass(frozen=True, eq=False)
class Examples:
    """Examples as a detector is taught with them and stored.

    Attributes
    ----------
    normal, anomalous : Tensor
        uint8 (N, 28, 28) and (M, 28, 28), ink bright on dark.
    strokes : tuple
        Of each normal example the strokes it was drawn with, as `anomaly.digit_from_strokes` takes
        them; none where it was given as a picture.

    Raises
    ------
    UserError
        If there are more than `MAX_EXAMPLES` of a kind.
    """

    normal: Tensor = BLANK
    anomalous: Tensor = BLANK
    strokes: tuple[Strokes, ...] = ()

    def __post_init__(self) -> None:
        if max(len(self.normal), len(self.anomalous)) > MAX_EXAMPLES:
            raise UserError("adapt.too_many", limit=MAX_EXAMPLES)
        if not self.strokes:
            object.__setattr__(self, "strokes", ((),) * len(self.normal))

    @classmethod
    def of(
        cls,
        normal: Images | None,
        anomalous: Images | None = None,
        strokes: Sequence[Sequence[ArrayLike] | None] | None = None,
    ) -> "Examples":
        """Return examples from pictures in [0, 1] and, where there are any, their strokes.

        The same picture counts once, as normal if it is of both kinds: left out of what is fitted,
        it would be there again.

        Raises
        ------
        UserError
            If there are too many, a picture is none, or strokes are not those of the pictures.
        """
        pictures, anomalies = (
            to_pixels(images, "adapt.no_pictures") for images in (normal, anomalous)
        )
        drawn = [None] * len(pictures) if strokes is None else list(strokes)
        if len(drawn) != len(pictures):
            raise UserError("adapt.strokes", strokes=len(drawn), count=len(pictures))
        is_new = ~duplicates(torch.cat([pictures, anomalies]))
        is_kept, is_other = is_new[: len(pictures)], is_new[len(pictures) :]
        kept = tuple(_checked(drawn[row]) for row in is_kept.nonzero()[:, 0].tolist())
        return cls(pictures[is_kept], anomalies[is_other], kept)

    @property
    def normal_images(self) -> Tensor:
        """The normal examples, float32 (N, 1, 28, 28) in [0, 1]."""
        return self.normal.unsqueeze(1).float().div_(255)

    @property
    def anomalous_images(self) -> Tensor:
        """The anomalies, float32 (M, 1, 28, 28) in [0, 1]."""
        return self.anomalous.unsqueeze(1).float().div_(255)

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        points = sum(stroke.nbytes for drawing in self.strokes for stroke in drawing)
        return self.normal.nbytes + self.anomalous.nbytes + points

    def same_normal(self, other: "Examples") -> bool:
        """Return whether the normal examples are the same, so that nothing is to be fitted."""
        return len(self.normal) > 0 and (
            replace(self, anomalous=BLANK).digest() == replace(other, anomalous=BLANK).digest()
        )

    def digest(self) -> str:
        """Return a hash of all that a detector is taught by."""
        total = hashlib.sha256()
        for name, value in sorted(pack_examples(self).items()):
            total.update(f"{name}{tuple(value.shape)}".encode())
            total.update(value.numpy().tobytes())
        return total.hexdigest()


NORMAL, ANOMALOUS = "examples.normal", "examples.anomalous"
POINTS, COUNTS = "examples.points", "examples.strokes"
PICTURE = (IMAGE_SIDE, IMAGE_SIDE)
DECLARED = Tensors(
    {
        NORMAL: Array((torch.uint8,), ("normal examples", *PICTURE), 0, 255),
        ANOMALOUS: Array((torch.uint8,), ("anomalous examples", *PICTURE), 0, 255),
        POINTS: Array((torch.float32,), ("points", 2), -MAX_COORDINATE, MAX_COORDINATE),
        COUNTS: Array((torch.int32,), ("strokes", 2), 0, MAX_POINTS),
    },
    {
        "normal examples": (0, MAX_EXAMPLES),
        "anomalous examples": (0, MAX_EXAMPLES),
        "points": (0, MAX_POINTS),
        "strokes": (0, MAX_POINTS),
    },
)


def pack_examples(examples: Examples) -> dict[str, Tensor]:
    """Return examples as named tensors; `unpack_examples` is the inverse."""
    strokes = [(row, stroke) for row, drawing in enumerate(examples.strokes) for stroke in drawing]
    points = [np.zeros((0, 2), np.float32), *(stroke for _, stroke in strokes)]
    counts = [[row, len(stroke)] for row, stroke in strokes]
    return {
        NORMAL: examples.normal,
        ANOMALOUS: examples.anomalous,
        POINTS: torch.from_numpy(np.concatenate(points)),  # float32 (P, 2)
        COUNTS: torch.tensor(counts, dtype=torch.int32).view(-1, 2),  # of which example, points
    }


def unpack_examples(tensors: Mapping[str, Tensor]) -> Examples:
    """Validate what `pack_examples` returned and return the examples.

    Raises
    ------
    UserError, LookupError, ValueError
        If a tensor is missing, of the wrong type or shape, or inconsistent with another.
    """
    DECLARED.check({name: tensors[name] for name in DECLARED.required})
    normal, anomalous = tensors[NORMAL], tensors[ANOMALOUS]
    points, counts = tensors[POINTS], tensors[COUNTS].long()
    if bool((counts[:, 1] < 1).any()):
        raise ValueError("a stroke has no points")
    if int(counts[:, 1].sum()) != len(points):
        raise ValueError("the strokes do not fit together")
    drawings: list[list[ArrayLike]] = [[] for _ in range(len(normal))]
    pieces = points.numpy().copy()
    ends = counts[:, 1].cumsum(0).tolist()
    for (row, count), end in zip(counts.tolist(), ends, strict=True):
        if not 0 <= row < len(drawings):
            raise ValueError("a stroke is of no example")
        drawings[row].append(pieces[end - count : end])
    return Examples(normal, anomalous, tuple(_checked(drawing) for drawing in drawings))


def _checked(drawing: Sequence[ArrayLike] | None) -> Strokes:
    """Return the strokes of a drawing as arrays of points."""
    paths = checked_paths(() if drawing is None else drawing, PEN_WIDTH, CANVAS_SIDE)
    if sum(map(len, paths.points)) > MAX_POINTS:
        raise UserError("strokes.not_points")
    return tuple(points.astype(np.float32) for points in paths.points)
