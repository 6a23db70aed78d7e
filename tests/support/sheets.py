"""Kinds of made-up sheets, each a function from a sheet's number to its photo or scan."""

from collections.abc import Callable

import numpy as np
from PIL import Image

from tests.support.photos import INK, PAPER, Pixels
from tests.support.sheet import BLACK, GREY, SIDE, WHITE, Colour, Sheet, drawing


def _framed(number: int) -> Pixels:
    sheet = Sheet(number)
    near, far = 60, SIDE - 60
    sheet.lines((near, near, far, near, far, far, near, far, near, near - 2), colour=GREY)
    return sheet.write().photo()


def _boxed(number: int) -> Pixels:
    """Return a box drawn by hand, with the same pen."""
    sheet = Sheet(number)
    left, top, right, bottom = sheet.box
    room = sheet.rng.uniform(25, 60, 8)
    corners = (
        left - room[0], top - room[1], right + room[2], top - room[3],
        right + room[4], bottom + room[5], left - room[6], bottom + room[7],
        left - room[0], top - room[1] + 5,
    )  # fmt: skip
    sheet.lines(corners, width=sheet.rng.uniform(5, 18))
    return sheet.write().photo()


def _card(number: int) -> Pixels:
    """Return a black square with a white digit, on a white page: no photo."""
    painted = Image.fromarray(drawing(number).picture[:, :, 0])
    page = np.full((400, 400), 255, np.uint8)
    page[60:340, 60:340] = np.asarray(painted.resize((280, 280)))
    return page


def _card_photo(number: int) -> Pixels:
    """Return a dark card with a light digit that lies on paper."""
    sheet = Sheet(number, ink=WHITE)
    near, far = sheet.rng.integers(40, 80), SIDE - sheet.rng.integers(40, 80)
    sheet.colours[near:far, near:far] = (35, 40, 45)
    return sheet.write().photo()


def _ruled(number: int, colour: Colour, width: float, *, squared: bool = False) -> Pixels:
    sheet = Sheet(number)
    room, tilt = sheet.rng.uniform(45, 80), sheet.rng.uniform(-6, 6)
    starts = np.arange(sheet.rng.uniform(10, room), SIDE, room)
    sheet.lines(*((-5, y, SIDE + 5, y + tilt) for y in starts), width=width, colour=colour)
    if squared:
        sheet.lines(*((x, -5, x - tilt, SIDE + 5) for x in starts), width=width, colour=colour)
    return sheet.write().photo()


def _axes(number: int) -> Pixels:
    """Return two axes with arrows and ticks, drawn with the pen, around the digit."""
    sheet = Sheet(number)
    left, top, right, bottom = sheet.box
    x, y = left - sheet.rng.uniform(25, 50), bottom + sheet.rng.uniform(25, 50)
    end_x, end_y = min(SIDE - 15, right + 60), max(15, top - 60)
    sheet.lines((x - 25, y, end_x, y), (x, y + 25, x, end_y), width=5)
    sheet.lines((end_x - 12, y - 9, end_x, y, end_x - 12, y + 9), width=4)
    sheet.lines((x - 9, end_y + 12, x, end_y, x + 9, end_y + 12), width=4)
    ticks = [(at, y - 7, at, y + 7) for at in np.arange(x + 50, end_x - 20, 50)]
    ticks += [(x - 7, at, x + 7, at) for at in np.arange(y - 50, end_y + 20, -50)]
    sheet.lines(*ticks, width=3)
    return sheet.write().photo()


def _plot(number: int, *, dark: bool = False) -> Pixels:
    """Return a figure as a plotting library saves one: a box, ticks and numbers; no photo."""
    near, far = 70, SIDE - 70
    sheet = Sheet(number, paper=(255, 255, 255), ink=(255, 255, 255) if dark else (0, 0, 0))
    if dark:
        sheet.colours[near:far, near:far] = 0
    sheet.write()
    sheet.lines((near, near, far, near, far, far, near, far, near, near), width=2, colour=BLACK)
    for step, at in enumerate(np.linspace(near, far, 6)):
        sheet.lines((at, far, at, far + 8), (near - 8, at, near, at), width=2, colour=BLACK)
        sheet.text(at - 9, far + 14, str(5 * step), 18, BLACK)
        sheet.text(near - 34, at - 10, str(5 * step), 18, BLACK)
    return np.rint(sheet.colours).astype(np.uint8)


def _underlined(number: int, times: int = 1) -> Pixels:
    sheet = Sheet(number)
    left, _, right, bottom = sheet.box
    over = sheet.rng.uniform(20, 70, 2)
    below = bottom + sheet.rng.uniform(22, 45)
    lines = [
        (left - over[0], below + 26 * n, right + over[1], below + 26 * n + sheet.rng.uniform(-8, 8))
        for n in range(times)
    ]
    sheet.lines(*lines, width=sheet.rng.uniform(8, 24))
    return sheet.write().photo()


def _second_mark(number: int) -> Pixels:
    """Return a digit with a smaller mark beside it: a cross, a tick or a blot."""
    sheet = Sheet(number)
    left, top, right, bottom = sheet.box
    x = (left - 90) if sheet.rng.integers(2) and left > 130 else (right + 90)
    y, reach = sheet.rng.uniform(top, bottom), sheet.rng.uniform(14, 28)
    marks = (
        [
            (x - reach, y - reach, x + reach, y + reach),
            (x - reach, y + reach, x + reach, y - reach),
        ],
        [(x - reach, y, x - reach / 3, y + reach, x + reach, y - reach)],
        [(x - reach / 2, y, x + reach / 2, y)],
    )
    widths = (8, 10, 40)
    kind = int(sheet.rng.integers(3))
    sheet.lines(*marks[kind], width=widths[kind])
    return sheet.write().photo()


def _noted(number: int) -> Pixels:
    """Return a page with a date, a name and a page number printed on it."""
    sheet = Sheet(number)
    sheet.text(20, 15, "Name: A. Smith", 26)
    sheet.text(430, 15, "12.03.2026", 26)
    sheet.text(290, 565, "17", 22)
    return sheet.write().photo()


def _margin(number: int) -> Pixels:
    """Return a page with a red margin, faint lines, and two holes."""
    sheet = Sheet(number)
    sheet.lines((70, -5, 74, SIDE + 5), width=4, colour=(200, 60, 70))
    sheet.lines(
        *((-5, y, SIDE + 5, y) for y in range(40, SIDE, 56)), width=2, colour=(150, 170, 210)
    )
    down, across = np.mgrid[:SIDE, :SIDE]
    for y in (150, 450):
        sheet.lay(np.clip(15 - np.hypot(down - y, across - 32), 0, 1), (60, 55, 50))
    return sheet.write().photo()


def _cut(number: int, room: int) -> Pixels:
    sheet = Sheet(number)
    left, top, right, bottom = sheet.box
    return sheet.write().photo()[top - room : bottom + room, left - room : right + room]


def _shadow(number: int) -> Pixels:
    """Return a photo with the shadow of a hand or a phone over part of it."""
    sheet = Sheet(number).write()
    angle, edge = sheet.rng.uniform(0, 2 * np.pi), sheet.rng.uniform(-0.15, 0.15)
    down, across = np.mgrid[:SIDE, :SIDE] / SIDE - 0.5
    side = np.cos(angle) * across + np.sin(angle) * down - edge
    sheet.colours *= (1 - 0.45 / (1 + np.exp(-50 * side)))[:, :, None]
    return sheet.photo()


def _table(number: int) -> Pixels:
    """Return a photo with the edge of the table beside the sheet."""
    sheet = Sheet(number).write()
    sheet.colours[:, : sheet.rng.integers(15, 45)] = (80, 55, 35)
    return sheet.photo()


def _scan_with_edge(number: int) -> Pixels:
    """Return a scan with the black lid of the scanner beside the sheet, and a fold's shadow."""
    sheet = Sheet(number, paper=WHITE, ink=BLACK).write()
    down, across = np.mgrid[:SIDE, :SIDE]
    sheet.colours *= (1 - 0.4 * np.exp(-across / 25))[:, :, None]
    sheet.colours[down > SIDE - 15 + across / 60] = 10
    return sheet.scan()


def _lit(light: float) -> Callable[[int], Pixels]:
    return lambda number: Sheet(number).write().photo(light)


def _cut_by(room: int) -> Callable[[int], Pixels]:
    return lambda number: _cut(number, room)


def _on(paper: Colour, ink: Colour) -> Callable[[int], Pixels]:
    return lambda number: Sheet(number, paper=paper, ink=ink).write().photo()


def _pen(brush: int) -> Callable[[int], Pixels]:
    return lambda number: Sheet(number, brush).write().photo()


KINDS: dict[str, Callable[[int], Pixels]] = {
    "plain": lambda number: Sheet(number).write().photo(),
    **{
        f"light {light}": _lit(light)
        for light in (0.6, 0.45, 0.42, 0.36, 0.3)
    },
    "light falls to 0.3": lambda number: Sheet(number).write().photo(fall=0.3),
    "shadow": _shadow,
    "noise 12": lambda number: Sheet(number).write().photo(noise=12),
    "JPEG quality 15": lambda number: Sheet(number).write().photo(quality=15),
    "thin pen": _pen(5),
    "fat pen": _pen(26),
    "pencil": _on(PAPER, (140, 138, 135)),
    "red pen": _on(PAPER, (200, 45, 50)),
    **{f"white on grey {level}": _on((level,) * 3, WHITE) for level in (90, 100, 130, 160)},
    "white marker on blue": _on((70, 110, 190), WHITE),
    "white pencil on kraft paper": _on((150, 110, 75), (240, 238, 230)),
    "chalk on a green board": _on((100, 130, 110), (235, 235, 225)),
    "chalk on a black board": _on((45, 48, 50), (225, 225, 220)),
    "black on kraft paper": _on((150, 110, 75), (30, 28, 25)),
    "frame": _framed,
    "box by hand": _boxed,
    "black square on a page": _card,
    "dark card on paper": _card_photo,
    "ruled as dark as the pen": lambda number: _ruled(number, INK, 4),
    "ruled in blue": lambda number: _ruled(number, (150, 175, 215), 3),
    "squared paper": lambda number: _ruled(number, (140, 160, 190), 3, squared=True),
    "squared as dark as the pen": lambda number: _ruled(number, INK, 3, squared=True),
    "margin, lines and holes": _margin,
    "axes": _axes,
    "plot": _plot,
    "plot of a dark picture": lambda number: _plot(number, dark=True),
    "underline": _underlined,
    "two underlines": lambda number: _underlined(number, 2),
    "second mark": _second_mark,
    "name and date": _noted,
    "table's edge": _table,
    "scan": lambda number: Sheet(number, paper=WHITE, ink=BLACK).write().scan(),
    "scan with its edge": _scan_with_edge,
    **{
        f"cut {room} px from the ink": _cut_by(room)
        for room in (4, 8, 16, 24)
    },
}  # fmt: skip
