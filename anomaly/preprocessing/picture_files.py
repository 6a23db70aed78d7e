"""Files in a folder, a ZIP or a list, with their names; parsed as untrusted input."""

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path, PurePosixPath

from anomaly.errors import UserError
from anomaly.preprocessing.image_file import MAX_MEGABYTES

Source = str | PathLike[str] | tuple[str, bytes]
MAX_FILES = 100_000  # names that are looked at
MAX_ZIP_MEGABYTES = 1000
MAX_UNPACKED = 2_000_000_000  # bytes that are unpacked of a ZIP, all in all
MAX_DIRECTORY = 20_000_000  # bytes of a ZIP's list of files, which takes tenfold in memory
MAX_NAME = 60  # characters that are shown
# Of other methods `zipfile` unpacks a whole member before it cuts it off.
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
END_SIZE, END_MARK, LOCATOR_SIZE, LOCATOR_MARK = 22, b"PK\5\6", 20, b"PK\6\7"
MAX_COMMENT = 2**16 - 1
# What systems and programs leave beside pictures; names that begin with a dot are skipped as well.
JUNK_FOLDERS = frozenset({"__macosx", "@eadir", "$recycle.bin"})
JUNK_FILES = frozenset({"thumbs.db", "desktop.ini"})
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    NotImplementedError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True)
class PictureFile:
    """A file that may be a picture.

    Attributes
    ----------
    parts : tuple of str
        Folders and name, from the folder or ZIP that was given.
    read : callable
        Returns the content, cut off beyond what a picture may have; raises UserError where it
        cannot be read.
    """

    parts: tuple[str, ...]
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The name as it is shown: one short line, whatever the file is called."""
        return shown_name("/".join(self.parts))


def shown_name(name: str) -> str:
    """Return a name as one short line that can be shown, whatever is in it."""
    plain = "".join(character if character.isprintable() else "?" for character in name)
    return plain if len(plain) <= MAX_NAME else f"…{plain[1 - MAX_NAME :]}"


def find_files(
    sources: Source | Sequence[Source],
    opened: ExitStack,
    on_problem: Callable[[str, UserError], object],
) -> list[PictureFile]:
    """Return the files in folders, ZIPs and lists, without those that systems leave there.

    Parameters
    ----------
    sources : str, path-like, (str, bytes) or a sequence of these
        A folder, a ZIP or a picture, or a file's name and content.
    opened : ExitStack
        Closes the ZIPs; until then files in them can be read.
    on_problem : callable
        Called with the name of one of several sources that cannot be opened, and why.

    Raises
    ------
    UserError
        If one is nothing of this, the only one is missing or a damaged, encrypted or much too large
        ZIP, or there are too many files.
    """
    found: list[PictureFile] = []
    listed = _listed(sources)
    for source in listed:
        try:
            files = _files_of(source, opened)
        except UserError as problem:
            if len(listed) == 1:
                raise
            name = source[0] if isinstance(source, tuple) else Path(source).name
            on_problem(shown_name(name), problem)
            continue
        for file in files:
            if _is_junk(file.parts):
                continue
            found.append(file)
            if len(found) > MAX_FILES:
                raise UserError("pictures.too_many_files", limit=MAX_FILES)
    return found


def _listed(sources: Source | Sequence[Source]) -> list[Source]:
    if isinstance(sources, str | PathLike):
        return [sources]
    if isinstance(sources, tuple) and len(sources) == 2 and isinstance(sources[1], bytes):
        return [(str(sources[0]), sources[1])]
    listed: list[Source] = list(sources) if isinstance(sources, Iterable) else [sources]
    for source in listed:
        is_named = isinstance(source, tuple) and list(map(type, source)) == [str, bytes]
        if not is_named and not isinstance(source, str | PathLike):
            raise UserError("pictures.no_source", kind=type(sources).__name__)
    return listed


def _files_of(source: Source, opened: ExitStack) -> Iterable[PictureFile]:
    if isinstance(source, tuple):
        name, content = source
        if _is_zip(name, content):
            return _files_in_zip(io.BytesIO(content), len(content), name, opened)
        return [PictureFile(_parts(name), lambda: content[: _limit()])]
    path = Path(source)
    try:
        if path.is_dir():
            return _files_in_folder(path)
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise UserError("pictures.missing", path=str(path)[:200]) from error
    if _is_zip(path.name, start):
        return _files_in_zip(opened.enter_context(path.open("rb")), size, path.name, opened)
    return [PictureFile((path.name,), partial(_read_path, path))]


def _is_zip(name: str, start: bytes) -> bool:
    return name.lower().endswith(".zip") or start[:4] in (b"PK\3\4", END_MARK)


def _is_junk(parts: tuple[str, ...]) -> bool:
    lower = [part.lower() for part in parts]
    in_junk = any(part.startswith(".") or part in JUNK_FOLDERS for part in lower)
    return in_junk or not lower or lower[-1] in JUNK_FILES


def _parts(name: str) -> tuple[str, ...]:
    """Return the folders and the name in a path that a ZIP or a browser gave.

    Nothing is ever written there, so that a path that leads elsewhere does no harm.
    """
    parts = PurePosixPath(name.replace("\\", "/").replace("\0", "?")).parts
    return tuple(part for part in parts if part not in ("/", "..")) or ("?",)


def _limit() -> int:
    return MAX_MEGABYTES * 10**6 + 1  # one byte more tells that it is too large


def _files_in_folder(folder: Path) -> Iterator[PictureFile]:
    def refuse(error: OSError) -> None:
        reason = error.strerror or "?"
        raise UserError("pictures.unreadable_folder", path=folder, reason=reason) from error

    for place, folders, names in os.walk(folder, onerror=refuse):  # follows no links to folders
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            yield PictureFile(path.relative_to(folder).parts, partial(_read_path, path))


def _read_path(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would be waited for
            raise UserError("pictures.unreadable")
        with path.open("rb") as file:
            return file.read(_limit())
    except (OSError, ValueError) as error:
        raise UserError("pictures.unreadable") from error


def _files_in_zip(
    stream: io.BufferedIOBase, size: int, name: str, opened: ExitStack
) -> list[PictureFile]:
    shown = shown_name("/".join(_parts(name)))
    if size > MAX_ZIP_MEGABYTES * 10**6:
        raise UserError("pictures.zip_too_large", name=shown, limit=MAX_ZIP_MEGABYTES)
    try:
        _check_directory(stream, shown)
        archive = opened.enter_context(zipfile.ZipFile(stream))
    except BROKEN as error:
        raise UserError("pictures.zip_damaged", name=shown) from error
    members = sorted(archive.infolist(), key=lambda member: member.filename)
    members = [member for member in members if not member.is_dir()]
    if len(members) > MAX_FILES:
        raise UserError("pictures.too_many_files", limit=MAX_FILES)
    if members and all(member.flag_bits & 1 for member in members):
        raise UserError("pictures.zip_encrypted", name=shown)
    reader = _ZipReader(archive)
    return [
        PictureFile(_parts(member.filename), partial(reader.read, member)) for member in members
    ]


def _check_directory(stream: io.BufferedIOBase, name: str) -> None:
    """Refuse a ZIP whose list of files would fill the memory, before that is read."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - MAX_COMMENT - END_SIZE - LOCATOR_SIZE))
    tail = stream.read()
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) < at + END_SIZE:
        raise zipfile.BadZipFile
    (directory,) = struct.unpack_from("<L", tail, at + 12)
    is_large = tail[max(0, at - LOCATOR_SIZE) :].startswith(LOCATOR_MARK)  # beyond 4 GB
    if is_large or directory > MAX_DIRECTORY:
        raise UserError("pictures.zip_too_many", name=name)
    stream.seek(0)


class _ZipReader:
    """Reads members of a ZIP, and unpacks no more of it than `MAX_UNPACKED`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._unpacked = 0

    def read(self, member: zipfile.ZipInfo) -> bytes:
        """Return a member's content, as `PictureFile.read` does."""
        if member.flag_bits & 1:
            raise UserError("pictures.encrypted")
        if member.compress_type not in BOUNDED:
            raise UserError("pictures.compression")
        if self._unpacked >= MAX_UNPACKED:
            raise UserError("pictures.unpacked", limit=MAX_UNPACKED // 10**6)
        try:
            with self._archive.open(member) as file:
                content = file.read(_limit())
        except BROKEN as error:
            raise UserError("pictures.damaged_member") from error
        self._unpacked += len(content)
        return content
