"""The owner of what the server keeps or does for somebody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Owner:
    """The page, the browser and the address that something was asked for from.

    Attributes
    ----------
    session : str
        A page; empty for none, which has no bound.
    browser : str
        All pages of one browser have the same, which it may make up.
    address : str
        A name of what `anomaly.serving.source.source_of` returns.
    """

    session: str = ""
    browser: str = ""
    address: str = ""


NOBODY = Owner()
