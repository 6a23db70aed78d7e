"""The corruptions by name: their units, the strengths measured, and whether they do harm.

Harmless ones are what a hand, a pen or a camera does to a digit that remains the same digit, as in
MNIST-C (Mu & Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", 2019); within these
strengths a person reads it at once, so that an alarm is a false one. Harmful ones are defects: a
part of the digit is gone, or there is what belongs to none. Their place is known, and a detector
should find it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Corruption:
    """One way to damage a digit.

    Attributes
    ----------
    name : str
    strengths : tuple of float
        Ascending, in the corruption's unit: those measured, of which the last is the largest.
    step : float
        Between two strengths that a person can choose.
    is_harmful : bool
        Whether it is a defect at a place.
    is_signed : bool
        Whether it has two directions; a strength is then in [-largest, largest].
    """

    name: str
    strengths: tuple[float, ...]
    step: float
    is_harmful: bool = False
    is_signed: bool = False

    @property
    def largest(self) -> float:
        """The largest strength."""
        return self.strengths[-1]

    @property
    def smallest(self) -> float:
        """The smallest strength that a person can choose."""
        return -self.largest if self.is_signed else 0.0


CORRUPTIONS: dict[str, Corruption] = {
    each.name: each
    for each in (
        Corruption("shift", (1, 2, 3, 4), 0.5, is_signed=True),  # pixels
        Corruption("rotate", (6, 12, 18, 24), 2, is_signed=True),  # degrees
        Corruption("shear", (0.1, 0.2, 0.3, 0.4), 0.05, is_signed=True),  # pixels a pixel
        Corruption("thicken", (0.3, 0.6, 0.9, 1.2), 0.1),  # pixels on each side
        Corruption("thin", (0.2, 0.4, 0.6, 0.8), 0.1),  # pixels on each side
        Corruption("blur", (0.5, 1, 1.5, 2), 0.1),  # standard deviation in pixels
        Corruption("noise", (0.05, 0.1, 0.2, 0.3), 0.01),  # standard deviation of the intensity
        Corruption("cut", (1, 2, 3, 4), 0.5, is_harmful=True),  # radius in pixels
        Corruption("speck", (0.5, 1, 1.5, 2), 0.5, is_harmful=True),  # radius in pixels
        Corruption("scratch", (4, 8, 12, 16), 1, is_harmful=True),  # length in pixels
    )
}
