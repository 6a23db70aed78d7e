"""Uploads as a server holds them, for tests without one."""

from anomaly.ui.session._compat import HeldUploads


class StubUploads(HeldUploads):
    """Sizes of files, by session."""

    def __init__(self, files: dict[str, list[int]], cost: int = 0) -> None:
        self.files = files
        self.cost = cost

    def total(self) -> int:
        return sum(self.sizes().values())

    def of(self, session: str) -> int:
        return self.sizes().get(session, 0)

    def sizes(self) -> dict[str, int]:
        return {name: sum(sizes) + self.cost * len(sizes) for name, sizes in self.files.items()}

    def drop(self, session: str) -> bool:
        return bool(self.files.pop(session, []))
