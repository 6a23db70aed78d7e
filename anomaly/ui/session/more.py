"""State of More: a session looks at the first screen alone, or has it open."""

from dataclasses import dataclass


@dataclass
class MoreChoice:
    """State of More.

    Attributes
    ----------
    is_open : bool
    link : int
        Number of the link that was followed last. The page follows each once; between two links its
        own switch counts, which it does not wait for.
    """

    is_open: bool = False
    link: int = 0

    def follow_link(self, is_open: bool) -> None:
        """Take over what a link says."""
        self.is_open, self.link = is_open, self.link + 1

    def switch(self, is_open: bool) -> None:
        """Take over what the page's switch says."""
        self.is_open = is_open
