"""The contrast of the colours that we choose, on the backgrounds of both themes."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

import anomaly.ui
from anomaly.figures import colours
from anomaly.paths import APP

TEXT, GRAPHICS = 4.5, 3.0  # what WCAG 2.1 AA asks of each: 1.4.3 and 1.4.11
TINTS = (0.1, 0.2)  # shares of the primary color behind a chosen pill, at rest and under the mouse
CONFIG = tomllib.loads((APP.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
UI = Path(anomaly.ui.__file__).parent
STYLES = sorted(UI.rglob("*.css"))
PAGE_TEXT = r"(?:currentColor|var\(--st-text-color\))"
SMALL_PRINT = rf"^  (?:fill|color|--quiet): color-mix\(in srgb, {PAGE_TEXT} (\d+)%"
Colour = tuple[float, ...]  # red, green and blue in [0, 1]


@dataclass(frozen=True)
class Theme:
    """Streamlit's own colours of a theme (`streamlit/config.py`), and what we set of it."""

    name: str
    text: str
    page: str
    sidebar: str

    @property
    def backgrounds(self) -> tuple[Colour, Colour]:
        return read(self.page), read(self.sidebar)

    @property
    def primary(self) -> str:
        return str(CONFIG["theme"][self.name]["primaryColor"])


LIGHT = Theme("light", "#2f2d2b", "#ffffff", "#f8f8f7")
DARK = Theme("dark", "#edebe8", "#171614", "#21201d")
both_themes = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def read(colour: str) -> Colour:
    """Return a colour written as ``#rrggbb`` or ``#rgb``."""
    digits = colour.removeprefix("#")
    width = len(digits) // 3
    parts = [digits[start : start + width] * (3 - width) for start in range(0, len(digits), width)]
    return tuple(int(part, 16) / 255 for part in parts)


def mix(colour: Colour, share: float, ground: Colour) -> Colour:
    """Return a colour that covers a share of what is behind it."""
    return tuple(share * a + (1 - share) * b for a, b in zip(colour, ground, strict=True))


def luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of WCAG 2.1, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def shares_of_text() -> set[float]:
    """Return how much of the text's colour the style sheets leave to small print."""
    texts = [path.read_text(encoding="utf-8") for path in STYLES]
    found = [re.findall(SMALL_PRINT, text, re.MULTILINE) for text in texts]
    return {int(share) / 100 for shares in found for share in shares}


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(read("#000"), read("#fff")) == pytest.approx(21)
    assert contrast(read("#777777"), read("#ffffff")) == pytest.approx(4.478, abs=0.001)


@both_themes
@pytest.mark.parametrize("name", [name for name in vars(colours) if name.endswith("_COLOUR")])
def test_what_figures_draw_stands_out_on_the_page(theme: Theme, name: str) -> None:
    assert contrast(read(getattr(colours, name)), read(theme.page)) >= GRAPHICS


@both_themes
def test_what_is_chosen_can_be_read(theme: Theme) -> None:
    primary = read(theme.primary)
    for ground in theme.backgrounds:
        assert contrast(primary, ground) >= TEXT
        for share in TINTS:
            assert contrast(primary, mix(primary, share, ground)) >= TEXT


@both_themes
def test_the_primary_button_can_be_read(theme: Theme) -> None:
    style = (UI / "style.css").read_text(encoding="utf-8")
    rule = r"stBaseButton-primary\"\]:not\(:disabled\) {\n  color: light-dark\((#\w+), (#\w+)\);"
    (labels,) = re.findall(rule, style)
    label = dict(zip(("light", "dark"), labels, strict=True))[theme.name]
    assert contrast(read(label), read(theme.primary)) >= TEXT


@both_themes
def test_small_print_can_be_read(theme: Theme) -> None:
    text, shares = read(theme.text), shares_of_text()
    assert shares
    for ground in theme.backgrounds:
        assert all(contrast(mix(text, share, ground), ground) >= TEXT for share in shares)


@both_themes
def test_captions_can_be_read(theme: Theme) -> None:
    style = (UI / "style.css").read_text(encoding="utf-8")
    (share,) = re.findall(r"stCaptionContainer\"\] {\n  opacity: ([\d.]+);", style)
    text = read(theme.text)
    for ground in theme.backgrounds:
        assert contrast(mix(text, float(share), ground), ground) >= TEXT
