"""Digits beside their reconstructions and difference maps, as pixels."""

from typing import TYPE_CHECKING

import numpy as np

from anomaly.figures.colours import HEAT

if TYPE_CHECKING:  # detectors bring PyTorch
    from anomaly.detectors import Detection


def strip(detection: "Detection", upright: bool = False) -> np.ndarray:
    """Return input, reconstruction and difference side by side, uint8 (28, 84, 3).

    With `upright`, they are below each other, uint8 (84, 28, 3).
    """
    colours = np.array([list(bytes.fromhex(colour[1:])) for colour in HEAT])  # (10, 3)
    stops = np.linspace(0, 1, len(colours))
    heat = [np.interp(detection.difference.numpy(), stops, colours[:, band]) for band in range(3)]
    grey = [
        np.repeat(255 * image.numpy().clip(0, 1)[:, :, None], 3, axis=2)  # (28, 28, 3)
        for image in (detection.image, detection.reconstruction)
    ]
    panels = [*grey, np.stack(heat, axis=2)]
    return np.concatenate(panels, axis=0 if upright else 1).astype(np.uint8)
