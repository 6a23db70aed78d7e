"""Trained detectors on disk: one safetensors file each, with its plan and scores."""

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from os.path import exists  # False also where a folder cannot be read
from pathlib import Path
from tempfile import TemporaryDirectory

from anomaly.errors import UserError
from anomaly.owner import NOBODY, Owner
from anomaly.paths import ASSETS, by_mtime, model_folder
from anomaly.storage.files import KEY as KEY
from anomaly.storage.files import SUFFIX as SUFFIX
from anomaly.storage.files import TAUGHT as TAUGHT
from anomaly.storage.files import UPLOADED as UPLOADED
from anomaly.storage.files import file_name as file_name
from anomaly.storage.files import key_of as key_of
from anomaly.storage.files import mark_used as mark_used
from anomaly.storage.files import size_of as size_of
from anomaly.storage.quota import make_room
from anomaly.tensor_file import digest
from anomaly.training.packing import pack
from anomaly.training.plan import TrainingPlan
from anomaly.training.record import FORMAT as FORMAT
from anomaly.training.record import TrainedRecord
from anomaly.training.trained import TrainedDetector
from anomaly.training.trial import try_out

BUNDLED = ASSETS / "models"
UPLOAD_MEGABYTES = 42  # of one file; only the very largest networks take more
STALE_AFTER = 3600.0  # seconds after which a partial file is one that a killed program left


def save(trained: TrainedDetector, folder: str | PathLike[str] | None = None) -> Path:
    """Write a trained detector atomically and return its path.

    Parameters
    ----------
    trained : TrainedDetector
    folder : str or path-like, optional
        Where; by default `anomaly.paths.model_folder`.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    folder = model_folder() if folder is None else Path(folder)
    path = folder / file_name(trained.plan, trained.key)
    trained.save(path)
    return path


def load(path: str | PathLike[str], device: str = "cpu") -> TrainedDetector:
    """Read a trained detector from an untrusted file.

    Parameters
    ----------
    path : str or path-like
    device : str

    Raises
    ------
    UserError
        If the file is damaged, too large, of another version or not a detector of ours.
    """
    return TrainedDetector.load(path, device)


def load_record(path: Path) -> TrainedRecord:
    """Read what the file of a stored detector says of it, without its weights.

    Raises
    ------
    UserError
        If it is damaged, or no file of the detector that its name says.
    """
    record = TrainedRecord.load(path)
    if record.key != key_of(path):
        raise UserError("store.foreign", file=path.name)
    return record


def find(
    plan: TrainingPlan, fingerprints: Iterable[str], device: str = "cpu"
) -> tuple[TrainedDetector | None, list[UserError]]:
    """Look for a stored detector, among those bundled and those trained here.

    Parameters
    ----------
    plan : TrainingPlan
    fingerprints : iterable of str
        Fingerprints of acceptable training digits, preferred first.
    device : str

    Returns
    -------
    trained : TrainedDetector or None
        The detector, if its training completed; else None.
    problems : list of UserError
        One for each damaged file that was skipped.
    """
    problems: list[UserError] = []
    for key, path in places(plan, fingerprints):
        trained = load_as(key, path, problems, device)
        if trained is not None:
            return trained, problems
    return None, problems


def places(plan: TrainingPlan, fingerprints: Iterable[str]) -> list[tuple[str, Path]]:
    """Return where a plan's detector is stored, if it is, as `find` looks: keys and files."""
    keys = [plan.key(fingerprint) for fingerprint in dict.fromkeys(fingerprints)]
    folders = (BUNDLED, model_folder())
    paths = [(key, folder / file_name(plan, key)) for key in keys for folder in folders]
    return [(key, path) for key, path in paths if exists(path)]


def find_key(key: str) -> TrainedDetector | None:
    """Return the stored detector with a key, or None if it is missing or damaged."""
    trained = (load_as(key, path, []) for path in paths_of(key))
    return next((found for found in trained if found is not None), None)


def paths_of(key: str) -> list[Path]:
    """Return the files that are named as a detector's with this key; `key` may be anything."""
    return [path for path in list_files() if key_of(path) == key] if KEY.fullmatch(key) else []


def list_files() -> list[Path]:
    """Return the files of stored detectors, those trained here first, each newest first."""
    folders = (model_folder(), BUNDLED)  # names that begin with a dot are of partial files
    return [path for folder in folders for path in by_mtime(folder.glob(f"[!.]*{SUFFIX}"))]


def read(trained: TrainedRecord) -> bytes:
    """Return the file of a stored detector.

    Raises
    ------
    UserError
        If it is missing or unreadable.
    """
    name = file_name(trained.plan, trained.key)
    for folder in (model_folder(), BUNDLED):
        try:
            return (folder / name).read_bytes()
        except OSError:
            continue
    raise UserError("store.damaged", file=name)


def is_for(path: Path, normal: Iterable[int]) -> bool:
    """Return whether a stored detector's file is named as one for these normal digits."""
    return path.match(f"*-{''.join(map(str, normal))}-*{SUFFIX}")


def is_bundled(trained: TrainedRecord) -> bool:
    """Return whether a detector is a bundled one, which cannot be deleted."""
    name = file_name(trained.plan, trained.key)
    return (BUNDLED / name).exists() and not (model_folder() / name).exists()


def delete(trained: TrainedRecord) -> None:
    """Delete a detector trained or uploaded here; a missing file is ignored.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    path = model_folder() / file_name(trained.plan, trained.key)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or "?"
        raise UserError("store.undeletable", file=path.name, reason=reason) from error


def import_file(content: bytes) -> TrainedDetector:
    """Store a detector from elsewhere, as `read_upload` and `take` do."""
    return take(read_upload(content))


def read_upload(content: bytes) -> TrainedDetector:
    """Return a detector from elsewhere, which was not tried yet.

    Parameters
    ----------
    content : bytes
        Of a file that `save` wrote.

    Raises
    ------
    UserError
        If it is not such a file.
    """
    if len(content) > UPLOAD_MEGABYTES * 1_000_000:
        raise UserError("store.too_large", limit=UPLOAD_MEGABYTES)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{SUFFIX}"
        try:
            path.write_bytes(content)
        except OSError as error:
            reason = error.strerror or "?"
            raise UserError("store.unwritable", folder=folder, reason=reason) from error
        try:
            return load(path)
        except UserError as problem:
            key = "store.newer_upload" if problem.key == "store.newer" else "store.not_taken"
            raise UserError(key) from problem


def take(trained: TrainedDetector, owner: Owner = NOBODY) -> TrainedDetector:
    """Try a detector from elsewhere, store it under a name of its own and return it.

    Its key differs from those of detectors trained here, so that `find` never returns it.

    Raises
    ------
    UserError
        If it cannot be used, or the folder cannot be written.
    """
    _try_out(trained)
    record, tensors = pack(replace(trained, uploaded_as=""))
    whole = f"{json.dumps(record, sort_keys=True)}{digest(tensors)}"
    name = hashlib.sha256(whole.encode()).hexdigest()
    uploaded = replace(trained, uploaded_as=f"u{name[:15]}")
    make_room(uploaded, owner)
    save(uploaded)
    return uploaded


def _try_out(trained: TrainedDetector) -> None:
    """Refuse a detector from elsewhere that screens could not show.

    Raises
    ------
    UserError
    """
    try:
        try_out(trained)
    except Exception as error:  # whatever it fails with here, it would fail with on a page
        raise UserError("store.not_working") from error


def remove_partial_files() -> None:
    """Delete the temporary files that killed programs left."""
    for path in model_folder().rglob(f".*{SUFFIX}-*"):
        try:
            if time.time() - path.stat().st_mtime > STALE_AFTER:
                path.unlink()
        except OSError:
            continue


def load_as(
    key: str, path: Path, problems: list[UserError], device: str = "cpu"
) -> TrainedDetector | None:
    """Load a file if it holds the detector its name says; append to `problems` why not."""
    try:
        path.stat()
    except OSError:  # missing or not readable
        return None
    try:
        trained = load(path, device)
    except UserError as problem:
        problems.append(problem)
        return None
    if trained.key != key:
        problems.append(UserError("store.foreign", file=path.name))
        return None
    mark_used(path)
    return trained
