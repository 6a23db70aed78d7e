"""The benchmark on disk: what was measured and how, and a small file for each finished cell."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from anomaly.benchmark.cells import Cell
from anomaly.benchmark.contenders import Contender
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.paths import atomic_write
from anomaly.text import t

FORMAT = "anomaly-benchmark-1"


class BenchmarkFolder:
    """A folder of cells that all were measured on the same digits, each detector in one way.

    Seeds and normal digits may be added, and detectors that are not there yet.

    Parameters
    ----------
    path : Path
    digits : Digits
    contenders : iterable of Contender

    Attributes
    ----------
    path : Path
    detectors : dict
        How each contender, by name, is measured here, as plain values.

    Raises
    ------
    UserError
        If the folder is of other digits or settings, damaged, or cannot be written.
    """

    def __init__(self, path: Path, digits: Digits, contenders: Iterable[Contender]) -> None:
        self.path = path
        data = {"source": digits.source, "fingerprint": digits.fingerprint}
        manifest = self._manifest() or {"format": FORMAT, "data": data, "detectors": {}}
        self.detectors: dict[str, dict[str, Any]] = manifest["detectors"]
        measured = {cell.detector for cell in self.cells()[0]}
        # Whoever has not been measured yet can still be measured in another way.
        known = {name: how for name, how in self.detectors.items() if name in measured}
        if manifest["data"] != data:
            raise UserError("benchmark.of_other_digits", folder=path, source=digits.source)
        for contender in contenders:
            how = _how(contender)
            there = known.setdefault(contender.name, how)
            if there != how:
                raise UserError(
                    "benchmark.of_other_settings",
                    folder=path,
                    detector=contender.name,
                    differences=_differences(there, how),
                )
        self.detectors = known
        self._write(path / "manifest.json", manifest | {"detectors": known})

    def cells(self) -> tuple[list[Cell], list[UserError]]:
        """Return the finished cells, and a problem for each file that is damaged."""
        cells, problems = [], []
        for path in sorted((self.path / "cells").glob("*.json")):
            try:
                cell = Cell(**json.loads(path.read_text(encoding="utf-8")))
                if path != self._file(cell) or cell.detector not in self.detectors:
                    raise ValueError(path)
            except (UserError, OSError, TypeError, ValueError, RecursionError):
                problems.append(UserError("benchmark.damaged_cell", file=path))
            else:
                cells.append(cell)
        return cells, problems

    def add(self, cell: Cell) -> None:
        """Write a finished cell, whole or not at all.

        Raises
        ------
        UserError
            If the folder cannot be written.
        """
        self._write(self._file(cell), asdict(cell))

    def write_text(self, name: str, text: str) -> Path:
        """Write a file, whole or not at all, and return its path.

        Raises
        ------
        UserError
            If the folder cannot be written.
        """
        path = self.path / name
        try:
            with atomic_write(path) as temporary:
                temporary.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            reason = error.strerror or "?"
            raise UserError("benchmark.unwritable", folder=self.path, reason=reason) from error
        return path

    def _write(self, path: Path, record: dict[str, Any]) -> None:
        text = json.dumps(record, indent=1, allow_nan=False)
        self.write_text(str(path.relative_to(self.path)), f"{text}\n")

    def _file(self, cell: Cell) -> Path:
        detector = cell.detector.replace(":", ".")  # which not every system has in names
        return self.path / "cells" / f"{detector}-{cell.normal}-{cell.seed}.json"

    def _manifest(self) -> dict[str, Any] | None:
        """Return what the folder holds, or None if there is nothing yet."""
        try:
            text = (self.path / "manifest.json").read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            if any((self.path / "cells").glob("*.json")):
                raise UserError("benchmark.damaged", folder=self.path) from None
            return None
        except (OSError, ValueError) as error:
            raise UserError("benchmark.damaged", folder=self.path) from error
        try:
            manifest = json.loads(text)
            sound = isinstance(manifest["data"], dict) and all(
                isinstance(how, dict) and isinstance(how["settings"], dict)
                for how in manifest["detectors"].values()
            )
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            sound = False
        if not sound:
            raise UserError("benchmark.damaged", folder=self.path)
        if manifest.get("format") != FORMAT:
            raise UserError("benchmark.other_version", folder=self.path)
        return dict(manifest)


def _how(contender: Contender) -> dict[str, Any]:
    """Return all but the name as plain values, as JSON would give them back."""
    values = {field.name: getattr(contender, field.name) for field in fields(contender)}
    values = {**values, "settings": asdict(contender.settings)}
    del values["name"]
    how: dict[str, Any] = json.loads(json.dumps(values))
    return how


def _differences(there: dict[str, Any], wanted: dict[str, Any]) -> str:
    """Tell which values differ: ``"latent 64 (now 32)"``."""
    old, new = ({**how, **how["settings"], "settings": None} for how in (there, wanted))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return ", ".join(
        t("benchmark.difference", name=name, there=old.get(name), wanted=new.get(name))
        for name in names
    )
