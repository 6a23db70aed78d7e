"""Programs that are started again when they end or hang."""

from abc import ABC, abstractmethod
from time import monotonic

from anomaly.serving.process import START_TIMEOUT, GuardedProcess

CHECK_INTERVAL = 2.0  # seconds between two health checks
MAX_FAILED_CHECKS = 3  # in a row, after which a program counts as hung
MAX_PAUSE = 60.0  # seconds before a program that ends at once each time is started again


class SupervisedProgram(ABC):
    """A program that `restart_if_dead` starts again.

    Attributes
    ----------
    failures : int
        How many starts in a row came to nothing: the program never answered.
    """

    def __init__(self) -> None:
        self.failures = 0
        self.process: GuardedProcess | None = None
        self.start()

    @abstractmethod
    def launch(self) -> GuardedProcess:
        """Start the program."""

    @abstractmethod
    def answers(self) -> bool:
        """Return whether the program answers its health check."""

    def start(self) -> None:
        """Start the program."""
        self._started_at = self._checked_at = monotonic()
        self._answered = False
        self._failed_checks = 0
        try:
            self.process = self.launch()
        except OSError:  # the system has no memory or no process left, for example
            self._postpone()

    def is_ready(self) -> bool:
        """Return whether the program answers, now that it has been started."""
        self._answered = self._answered or self.answers()
        return self._answered

    def has_ended(self) -> bool:
        """Return whether the program has ended and was not started again yet."""
        return self.process is None or self.process.has_ended()

    def restart_if_dead(self) -> bool:
        """Restart the program if it has ended or hangs; return whether it was started again.

        One that never answers is started again after a pause, longer each time.
        """
        if self.process is not None:
            if not self.process.has_ended() and not self._hangs():
                return False
            self.process.kill()
            self._postpone()
        if monotonic() < self._start_at:
            return False
        self.start()
        return self.process is not None

    def _postpone(self) -> None:
        self.process = None
        self.failures = 0 if self._answered else self.failures + 1
        pause = min(2.0 ** (self.failures - 1), MAX_PAUSE) if self.failures else 0.0
        self._start_at = monotonic() + pause

    def _hangs(self) -> bool:
        """Check the program's health, if it is time to."""
        now = monotonic()
        if self._answered and now - self._checked_at < CHECK_INTERVAL:
            return False
        if self.answers():
            self._answered = True
            self._failed_checks = 0
        elif self._answered or now - self._started_at > START_TIMEOUT:
            self._failed_checks += 1
        self._checked_at = monotonic()
        return self._failed_checks >= MAX_FAILED_CHECKS
