"""The normal pictures that a detector finds most like another one."""

import torch
from torch import Tensor

from anomaly.caching import cached_per_instance
from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import Images, as_images
from anomaly.training.trained import TrainedDetector

MAX_KNOWN = 1000  # digits compared with: a tenth of a second to prepare, at most 3 MB
SHOWN = 5


def closest_normal(
    trained: TrainedDetector, digits: Digits, image: Images, count: int = SHOWN
) -> Tensor:
    """Return the normal pictures nearest to a picture as the detector sees them.

    Distances are Euclidean in `Detector.embed`, to the examples that it was taught and to some
    normal training digits.

    Parameters
    ----------
    trained : TrainedDetector
    digits : Digits
        Those at hand, of which the detector was fitted on some if they are its own.
    image : Tensor or ndarray
        One picture, as detectors take it.
    count : int
        Fewer are returned where fewer are known.

    Returns
    -------
    Tensor
        uint8 (K, 28, 28), the nearest first.
    """
    pixels, known = _known(trained, digits)
    distances = torch.cdist(trained.detector.embed(as_images(image)), known)[0]  # (N,)
    return pixels[distances.topk(min(count, len(pixels)), largest=False).indices]


@cached_per_instance(1)
def _known(trained: TrainedDetector, digits: Digits) -> tuple[Tensor, Tensor]:
    """Return the pictures compared with, uint8 (N, 28, 28), and what they are to the detector."""
    if trained.signs is not None:
        pixels = trained.signs.normal
    else:
        plan = trained.plan
        fitted = split_one_class(digits, plan.normal, most_digits=plan.most_digits).fit
        own = trained.examples.normal
        pixels = torch.cat([own, fitted.pixels[: MAX_KNOWN - min(len(own), MAX_KNOWN // 2)]])
    pixels = pixels[:MAX_KNOWN]
    images = pixels.unsqueeze(1).float().div_(255)
    return pixels, trained.detector.embed(images).cpu()
