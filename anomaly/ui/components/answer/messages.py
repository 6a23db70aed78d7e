"""The answer's message to the browser, as ``messages.js`` declares it."""

from typing import TypedDict

from anomaly.training.trained import TrainedDetector


class RuleMessage(TypedDict):
    """A rule to choose.

    `assumes` says why where it has no threshold; `band` holds those that it chooses from resampled
    scores, ascending, if it looks at the calibration scores alone. `false_alarms` is not None where
    its threshold rests on the normal test pictures: then each is judged by what the others give.
    `is_hidden` says that the page offers no button for it.
    """

    name: str
    title: str
    assumes: str
    uses_labels: bool
    threshold: float | None
    band: list[float]
    false_alarms: int | None
    is_hidden: bool


class DigitMessage(TypedDict):
    """The digit at hand as the detector sees it.

    Attributes
    ----------
    origin : str
        A description.
    values : str
        int16, little-endian, in base64: input, reconstruction and difference, (3, 28, 28), in
        thousandths.
    """

    origin: str
    values: str


class MoreMessage(TypedDict):
    """State of More.

    Attributes
    ----------
    is_open : bool
    link : int
        Number of the link that says so; a page follows each once, and its own switch after that.
    """

    is_open: bool
    link: int


class NoticeMessage(TypedDict):
    """A short sentence beside the verdict, and its reason.

    Attributes
    ----------
    text, why : str
    lasts : bool
        Whether it holds for a drawing under way as well.
    """

    text: str
    why: str
    lasts: bool


class AnswerMessage(TypedDict):
    """Message to all parts of a page: what Python makes of the digit at hand and of the last move.

    Attributes
    ----------
    content_key : str
        Names the scores it holds for.
    drawing : int
        Number of the last drawing that the page sent.
    score : float or None
        Score of the digit at hand, if there is one.
    reason : str
        The sentence in its place; or empty.
    digit : DigitMessage or None
    limits : list of str
        Why the digit can be no normal one whatever its score.
    with_limits : bool
        Whether these count in the verdict.
    threshold : float
    rule : str or None
        The rule that the threshold follows.
    sequence : int
        Number of the last move that this takes into account.
    settings : dict of str to float
        Settings of the rules, by name.
    rules : list of RuleMessage
    problem : str
        Why the rule asked for could not be followed; or empty.
    more : MoreMessage
    notices : list of NoticeMessage
        What should be known of the digit at hand beside its verdict.
    """

    content_key: str
    drawing: int
    score: float | None
    reason: str
    digit: DigitMessage | None
    limits: list[str]
    with_limits: bool
    threshold: float
    rule: str | None
    sequence: int
    settings: dict[str, float]
    rules: list[RuleMessage]
    problem: str
    more: MoreMessage
    notices: list[NoticeMessage]


def content_key(trained: TrainedDetector, anomalous: tuple[int, ...]) -> str:
    """Return a name for the scores that a message is about."""
    return f"{trained.key}-{''.join(map(str, anomalous))}"
