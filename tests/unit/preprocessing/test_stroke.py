"""The pen's path in a mark, without the steps that pixels make in it."""

import numpy as np

from anomaly.preprocessing.stroke import smoothed


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
