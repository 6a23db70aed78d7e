"""The pen's path in a mark, without the steps that pixels make in it."""

import numpy as np
from scipy import ndimage

from anomaly.preprocessing.arrays import Mask
from anomaly.preprocessing.pen import Frame, Paths, draw
from anomaly.preprocessing.stroke import find_path, smoothed


def test_a_slanted_line_loses_its_steps() -> None:
    columns = np.arange(20, 200)
    path = np.zeros((240, 240), dtype=bool)
    path[np.round(30 + 0.3 * columns).astype(int), columns] = True
    points = smoothed(path)
    distance = (points[:, 1] - 30 - 0.3 * points[:, 0]) / np.hypot(1, 0.3)
    assert np.abs(distance).max() < 0.2  # half a pixel before


def test_an_arc_keeps_its_radius() -> None:
    angle = np.linspace(0, np.pi, 2000)
    path = np.zeros((240, 240), dtype=bool)
    path[
        np.round(200 - 80 * np.sin(angle)).astype(int),
        np.round(120 + 80 * np.cos(angle)).astype(int),
    ] = True
    radius = np.hypot(*(smoothed(path) - (120, 200)).T)
    assert np.abs(radius - 80).max() < 1


def test_a_crossing_and_a_single_point_stay() -> None:
    path = np.zeros((240, 240), dtype=bool)
    path[120, 20:220] = path[20:220, 120] = True
    points = smoothed(path)
    assert np.abs(points - np.argwhere(path)[:, ::-1]).max() < 0.5
    alone = np.zeros((9, 9), dtype=bool)
    alone[4, 5] = True
    assert smoothed(alone).tolist() == [[5, 4]]


def _mark(*lines: tuple[float, float, float, float], width: float) -> Mask:
    """Return the mark of a round brush on straight lines, x, y to x, y, (400, 400)."""
    strokes = [np.array(line).reshape(2, 2) for line in lines]
    paths = Paths(strokes, [width] * len(strokes))
    return draw(paths, Frame(1, 0, 0, 400, 400), paths.widths) > 0.5


def test_strokes_that_cross_meet_in_one_point() -> None:
    mark = _mark((60, 60, 340, 340), (340, 60, 60, 340), width=40)
    path, _ = find_path(mark)
    y, x = np.argwhere(path).T
    assert np.minimum(abs(x - y), abs(x + y - 400)).max() <= 3
    _, holes = ndimage.label(~path)
    assert holes == 1


def test_a_corner_stays_one() -> None:
    """Between the flag and the stem of a 1: no line along its inside."""
    mark = _mark((200, 60, 200, 340), (200, 60, 100, 160), width=40)
    path, _ = find_path(mark)
    y, x = np.argwhere(path).T
    assert y.min() <= 66
    assert np.minimum(abs(x - 200), abs(x + y - 260) / np.sqrt(2)).max() <= 6


def test_a_ragged_edge_makes_no_branches() -> None:
    ends = range(60, 340, 14)
    bulges = [_mark((200, y, 200, y + 7), width=46) for y in ends]
    mark = np.any([_mark((200, 60, 200, 340), width=40), *bulges], axis=0)
    path, _ = find_path(mark)
    assert np.ptp(np.nonzero(path)[1]) <= 6
