"""A detector's search for the nearest digit it can make, shown as it goes."""

import time
from dataclasses import dataclass, field

import numpy as np
import streamlit as st
import torch
from streamlit.delta_generator import DeltaGenerator
from torch import Tensor

from anomaly.detectors import Detection, SearchingDetector, SearchStep
from anomaly.text import format_score, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid

FRAMES = 7
GLANCE = 0.1  # seconds between two looks at a search
LONGEST = 3.0  # seconds that a person waits for a search


@dataclass
class Film:
    """What a search has found so far.

    Attributes
    ----------
    key : str
        The detector's.
    digit : Tensor
        float32 (28, 28) in [0, 1].
    frames : list of SearchStep
        At some of the steps, the first ones close together, since most is gained there.
    last : SearchStep or None
        The latest.
    seconds : float
        That the search took.
    ended : bool
    """

    key: str
    digit: Tensor
    frames: list[SearchStep] = field(default_factory=list)
    last: SearchStep | None = None
    seconds: float = 0.0
    ended: bool = False

    def is_of(self, trained: TrainedDetector, digit: Tensor) -> bool:
        """Whether it is this detector's search for this digit."""
        return self.key == trained.key and torch.equal(self.digit, digit)

    @property
    def detection(self) -> Detection:
        """What the latest step says of the digit."""
        assert self.last is not None
        reconstruction = self.last.reconstruction.view(28, 28)
        return Detection(
            image=self.digit,
            reconstruction=reconstruction,
            difference=(self.digit - reconstruction).abs(),
            score=float(self.last.score),
        )

    @property
    def is_cut(self) -> bool:
        """Whether the search was ended before its last step."""
        return self.last is not None and self.last.step < self.last.steps

    def tell(self) -> str:
        """Return in a sentence how the search ended."""
        assert self.last is not None
        end = "settled" if self.last.settled else "unsettled"
        return _tell(self.last, "cut" if self.is_cut else end)

    def add(self, step: SearchStep) -> None:
        """Keep a step, if only until the next."""
        self.last = step
        share = np.linspace(0, 1, FRAMES) ** 2
        if step.step in np.ceil(share * step.steps):
            self.frames.append(step)


def follow_search(trained: TrainedDetector, digit: Tensor, place: DeltaGenerator) -> Film:
    """Search for a digit, showing at `place` how far that is, with the means to stop it.

    What was found for a digit is remembered until another is searched for.

    Parameters
    ----------
    trained : TrainedDetector
        Of a `SearchingDetector`.
    digit : Tensor
        float32 (28, 28) in [0, 1].
    place : DeltaGenerator
        An empty one, and empty again when the search has ended.
    """
    detector, session = trained.detector, st.session_state
    assert isinstance(detector, SearchingDetector)
    film: Film | None = session.get("film")
    stopped = session.pop("search_stopped", False)
    if film is not None and film.is_of(trained, digit):
        film.ended = film.ended or (stopped and film.last is not None)
        if film.ended:
            return film
    film = session.film = Film(trained.key, digit)
    _run(detector, film, place)
    return film


def _run(detector: SearchingDetector, film: Film, place: DeltaGenerator) -> None:
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.empty()
        st.button(t("search.stop"), icon=":material/stop:", on_click=_stop, key="stop_search")
    start = looked = time.monotonic()
    for step in detector.search(film.digit.view(1, 1, 28, 28)):
        film.add(step)
        now = time.monotonic()
        if now - looked >= GLANCE:
            looked = now
            bar.progress(step.step / max(1, step.steps), _tell(step, "going"))
        film.seconds = now - start
        if film.seconds >= LONGEST:
            break
    film.ended = True
    place.empty()


def _stop() -> None:
    st.session_state.search_stopped = True


def show_film() -> None:
    """Show how the digit that was made last came to be."""
    film: Film | None = st.session_state.get("film")
    if film is None or film.last is None:
        return
    frames = [*film.frames[: FRAMES - 1], film.last]
    captions = [t("search.frame", step=frame.step) for frame in frames]
    made = torch.cat([frame.reconstruction for frame in frames])  # (K, 1, 28, 28)
    pictures = made.squeeze(1).mul(255).round().byte().numpy()
    with st.container(key="film"):
        sample_grid(
            pictures,
            range(len(frames)),
            captions,
            "film_pictures",
            captions=captions,
            columns=FRAMES,
        )
    st.caption(film.tell())


def _tell(step: SearchStep, state: str) -> str:
    """Return how far a search is, or how it ended."""
    score = format_score(float(step.score))
    return t(f"search.{state}", step=step.step, steps=step.steps, score=score)
