"""Sliders that damage the digit at hand in the page, as `anomaly.corruptions` does."""

from pathlib import Path
from typing import TypedDict

from anomaly.corruptions import CORRUPTIONS
from anomaly.text import t
from anomaly.ui.components.loader import load_component
from anomaly.ui.components.pen.messages import JudgeMessage

FOLDER = Path(__file__).parent
WORDS = (
    "hint", "none", "slow", "damaged", "harmless_only", "found", "not_found", "nothing",
    "reset", "elsewhere", "outline", "outline_why",
)  # fmt: skip
BLANKS = ("hits", "size")

_component = load_component(
    FOLDER / "damage.js",
    '<div class="damage"></div>',
    [FOLDER / "damage.css"],
    isolate_styles=False,
)


class KindMessage(TypedDict):
    """One corruption with its slider.

    Attributes
    ----------
    name, title : str
    unit : str
        With the blank ``{value}``.
    low, high, step : float
    is_harmful : bool
    """

    name: str
    title: str
    unit: str
    low: float
    high: float
    step: float
    is_harmful: bool


class DamageMessage(JudgeMessage):
    """Message to the panel; the digit itself comes with the answer.

    Attributes
    ----------
    kinds : list of KindMessage
    words : dict of str to str
        Sentences with {blanks}.
    """

    kinds: list[KindMessage]
    words: dict[str, str]


def show_damage(judging: JudgeMessage, key: str = "damage") -> None:
    """Draw the sliders; verdict and pictures follow them in the page.

    Parameters
    ----------
    judging : JudgeMessage
        The detector that judges what is damaged.
    key : str
    """
    message: DamageMessage = {**judging, "kinds": _kinds(), "words": _words()}
    _component(key=key, data=message)


def _kinds() -> list[KindMessage]:
    return [
        {
            "name": kind.name,
            "title": t(f"corruption.{kind.name}"),
            "unit": t(f"corruption.unit_{kind.name}", value="{value}"),
            "low": kind.smallest,
            "high": kind.largest,
            "step": kind.step,
            "is_harmful": kind.is_harmful,
        }
        for kind in CORRUPTIONS.values()
    ]


def _words() -> dict[str, str]:
    blanks = {name: f"{{{name}}}" for name in BLANKS}
    return {
        **{word: t(f"damage.{word}", **blanks) for word in WORDS},
        "harmless": t("damage.harmless"),
        "harmful": t("damage.harmful"),
        "coming": t("canvas.coming"),
    }
