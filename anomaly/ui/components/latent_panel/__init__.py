"""The map of codes beside the digit at hand: where among held-out digits it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import torch

from anomaly.caching import cached_per_instance
from anomaly.data.digits import Digits
from anomaly.text import format_label, t
from anomaly.training.subset import stratified_subset
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.latent_map import STYLES, latent_map_words
from anomaly.ui.components.loader import load_component
from anomaly.ui.components.samples import sheet_address

FOLDER = Path(__file__).parent
NORMAL_DIGITS, OTHER_DIGITS = 200, 60

_component = load_component(
    FOLDER / "latent_panel.js",
    '<div class="latent-panel-place"></div>',
    [*STYLES, FOLDER / "latent_panel.css"],
    isolate_styles=False,
)


class LatentPanelMessage(TypedDict):
    """Message to the browser; the digit itself comes with the answer.

    Attributes
    ----------
    weights : str
        Address of the network.
    sheet : str
        Digits side by side as the data address of a PNG.
    labels : list of str
        Of each digit.
    normal : list of str
        Labels that are normal.
    words : dict of str to str
    """

    weights: str
    sheet: str
    labels: list[str]
    normal: list[str]
    words: dict[str, str]


def show_latent_panel(
    trained: TrainedDetector, digits: Digits, anomalous: Sequence[int], weights: str
) -> None:
    """Draw the map of a detector's codes, with the digit at hand marked on it.

    Parameters
    ----------
    trained : TrainedDetector
        One with a code, see `anomaly.detectors.Detector.encode`.
    digits : Digits
        Those in use; some of the test digits are on the map.
    anomalous : sequence of int
        Digits that count as anomalies.
    weights : str
        The address of its network.
    """
    normal = trained.plan.normal
    sheet, labels = _sheet(digits, normal, tuple(anomalous))
    message: LatentPanelMessage = {
        "weights": weights,
        "sheet": sheet,
        "labels": [format_label(label) for label in labels],
        "normal": [format_label(label) for label in normal],
        "words": {**latent_map_words(normal), "lost": t("latent.lost")},
    }
    _component(key="latent_panel", data=message)


@cached_per_instance(8)
def _sheet(
    digits: Digits, normal: tuple[int, ...], anomalous: tuple[int, ...]
) -> tuple[str, list[int]]:
    """Return some test digits side by side as the data address of a PNG, and their labels."""
    parts = []
    for kinds, most in ((normal, NORMAL_DIGITS), (anomalous, OTHER_DIGITS)):
        some = digits.test[torch.isin(digits.test.labels, torch.tensor(kinds))]
        parts.append(some[stratified_subset(some.labels, most)])
    pixels = torch.cat([part.pixels for part in parts]).numpy()  # (N, 28, 28)
    return sheet_address(pixels), torch.cat([part.labels for part in parts]).tolist()
