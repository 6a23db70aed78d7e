"""Benchmark protocols: which digits are normal, and how many anomalies are mixed in."""

from dataclasses import dataclass

from anomaly.data.digits import all_others


@dataclass(frozen=True)
class Protocol:
    """A way to measure a detector by runs that are about one digit each.

    Attributes
    ----------
    name : str
        Its name on the command line.
    column : {"normal", "anomalous"}
        What the digit of a run is: alone normal, or alone anomalous. Results are stored under this
        name.
    contaminations : tuple of float
        Shares of anomalies among the digits to fit on; each is a run.
    """

    name: str
    column: str
    contaminations: tuple[float, ...] = (0.0,)

    @property
    def is_contaminated(self) -> bool:
        """Whether runs differ in their share of anomalies."""
        return len(self.contaminations) > 1

    def normal(self, digit: int) -> tuple[int, ...]:
        """Return the digits that are normal in the runs about `digit`."""
        return (digit,) if self.column == "normal" else all_others((digit,))

    def sentence(self, name: str) -> str:
        """Return the key of one of the benchmark's sentences, as this protocol has it."""
        return f"{name}_{self.name.replace('-', '_')}"


ONE_CLASS = Protocol("one-class", "normal")
LEAVE_ONE_OUT = Protocol("leave-one-out", "anomalous")
CONTAMINATION = Protocol("contamination", "normal", (0.0, 0.01, 0.05, 0.1, 0.2, 0.3))
PROTOCOLS = {protocol.name: protocol for protocol in (ONE_CLASS, LEAVE_ONE_OUT, CONTAMINATION)}
