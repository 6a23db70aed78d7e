"""The benchmark on disk: a manifest of settings, and a small file for each finished run."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from anomaly.benchmark.entries import BenchmarkEntry
from anomaly.benchmark.protocols import ONE_CLASS, Protocol
from anomaly.benchmark.runs import RunResult
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.paths import atomic_write
from anomaly.text import t

FORMAT = "anomaly-benchmark-1"


class BenchmarkFolder:
    """A folder of results of one protocol on the same digits, each entry with the same settings.

    Seeds, normal digits and further entries may be added.

    Parameters
    ----------
    path : Path
    digits : Digits
    entries : iterable of BenchmarkEntry
    protocol : Protocol

    Attributes
    ----------
    path : Path
    protocol : Protocol
    detectors : dict
        Settings and limits of each entry, by name, as plain values.

    Raises
    ------
    UserError
        If the folder is of another protocol, other digits or settings, damaged, or cannot be
        written.
    """

    def __init__(
        self,
        path: Path,
        digits: Digits,
        entries: Iterable[BenchmarkEntry],
        protocol: Protocol = ONE_CLASS,
    ) -> None:
        self.path = path
        self.protocol = protocol
        data = {"source": digits.source, "fingerprint": digits.fingerprint}
        begun: dict[str, Any] = {
            "format": FORMAT,
            "protocol": protocol.name,
            "data": data,
            "detectors": {},
        }
        manifest = self._manifest() or begun
        if manifest["protocol"] != protocol.name:
            stored = str(manifest["protocol"])[:40]
            raise UserError("benchmark.of_other_protocol", folder=path, protocol=stored)
        self.detectors: dict[str, dict[str, Any]] = manifest["detectors"]
        measured = {result.detector for result in self.results()[0]}
        # The settings of an entry without results may still change.
        known = {name: stored for name, stored in self.detectors.items() if name in measured}
        if manifest["data"] != data:
            raise UserError("benchmark.of_other_digits", folder=path, source=digits.source)
        for entry in entries:
            settings = _settings(entry)
            stored = known.setdefault(entry.name, settings)
            if stored != settings:
                raise UserError(
                    "benchmark.of_other_settings",
                    folder=path,
                    detector=entry.name,
                    differences=_differences(stored, settings),
                )
        self.detectors = known
        self._write(path / "manifest.json", manifest | {"detectors": known})

    def results(self) -> tuple[list[RunResult], list[UserError]]:
        """Return the results of finished runs, and an error for each damaged file."""
        results, problems = [], []
        for path in sorted((self.path / "cells").glob("*.json")):
            try:
                result = self._read(json.loads(path.read_text(encoding="utf-8")))
                if path != self._file(result) or result.detector not in self.detectors:
                    raise ValueError(path)
            except (UserError, OSError, LookupError, TypeError, ValueError, RecursionError):
                problems.append(UserError("benchmark.damaged_cell", file=path))
            else:
                results.append(result)
        return results, problems

    def add(self, result: RunResult) -> None:
        """Write a result atomically.

        Raises
        ------
        UserError
            If the folder cannot be written.
        """
        record = asdict(result)
        record = {self.protocol.column: record.pop("digit"), **record}
        if not self.protocol.is_contaminated:
            del record["contamination"]
        self._write(self._file(result), record)

    def write_text(self, name: str, text: str) -> Path:
        """Write a file atomically and return its path.

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

    def _file(self, result: RunResult) -> Path:
        detector = result.detector.replace(":", ".")  # Windows allows no colon in a file's name
        share = f"-{result.contamination:g}" if self.protocol.is_contaminated else ""
        return self.path / "cells" / f"{detector}-{result.digit}-{result.seed}{share}.json"

    def _read(self, record: Any) -> RunResult:
        if not isinstance(record, dict):
            raise TypeError(record)
        return RunResult(digit=record.pop(self.protocol.column), **record)

    def _manifest(self) -> dict[str, Any] | None:
        """Return the manifest, or None if there is none yet."""
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
            is_valid = isinstance(manifest["data"], dict) and all(
                isinstance(stored, dict) and isinstance(stored["settings"], dict)
                for stored in manifest["detectors"].values()
            )
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            is_valid = False
        if not is_valid:
            raise UserError("benchmark.damaged", folder=self.path)
        if manifest.get("format") != FORMAT:
            raise UserError("benchmark.other_version", folder=self.path)
        return {"protocol": ONE_CLASS.name, **manifest}  # a manifest may be older than the others


def _settings(entry: BenchmarkEntry) -> dict[str, Any]:
    """Return all but the name as plain values that compare equal to those read from JSON."""
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    values = {**values, "settings": asdict(entry.settings)}
    del values["name"]
    plain: dict[str, Any] = json.loads(json.dumps(values))
    return plain


def _differences(stored: dict[str, Any], wanted: dict[str, Any]) -> str:
    """Describe the values that differ: ``"latent was 64, now 32"``."""
    old, new = ({**values, **values["settings"], "settings": None} for values in (stored, wanted))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return ", ".join(
        t("benchmark.difference", name=name, there=old.get(name), wanted=new.get(name))
        for name in names
    )
