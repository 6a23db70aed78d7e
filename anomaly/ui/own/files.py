"""Giving pictures of a sign as files: many at once, or packed into a ZIP."""

import streamlit as st
import torch

from anomaly.errors import UserError
from anomaly.preprocessing.picture_files import shown_name
from anomaly.preprocessing.picture_set import PictureSet, read_pictures
from anomaly.storage.drafts import Example
from anomaly.text import t
from anomaly.ui.session import server, widget_keys
from anomaly.ui.session._compat import forget_upload, session_id
from anomaly.ui.session.session import session
from anomaly.ui.session.signs import keep_draft
from anomaly.ui.session.tray import MAX_GIVEN, contents, example_of, name_of

MAX_MEGABYTES = 40  # of one file, as of a ZIP
MAX_NAMED = 4  # pictures left out that are named
KINDS = ("normal", "anomaly")


def upload_pictures() -> None:
    """Ask for files, and put the pictures in them into the tray."""
    own = session().own
    kind = st.segmented_control(
        t("own.these_are"),
        KINDS,
        format_func=lambda name: t(f"own.these_are_{name}"),
        default=KINDS[0],
        required=True,
        key="own_kind",
        persist_state="session",
    )
    files = st.file_uploader(
        t("own.files", limit=MAX_MEGABYTES),
        accept_multiple_files=True,
        key=widget_keys.own_files(own.files_taken),
        max_upload_size=MAX_MEGABYTES + 1,  # so that one cut in the page arrives
    )
    st.caption(t("own.files_how"))
    if not files:
        return
    own.files_taken += 1
    try:
        take_files([(file.name, file.getvalue()) for file in files], is_anomaly=kind == "anomaly")
    except UserError as problem:
        own.problems = [problem.with_traceback(None)]
    for file in files:
        forget_upload(file)
    if refusal := server.upload_space().pop_refusal(session_id()):
        own.told = (*own.told, refusal)
    st.rerun(scope="fragment")


def take_files(files: list[tuple[str, bytes]], *, is_anomaly: bool) -> None:
    """Put the pictures in some files into the tray, and keep what is to be said of them.

    Folders that say which is which hold, whatever was chosen.

    Raises
    ------
    UserError
        If there is no picture that can be used, or no room for one.
    """
    own = session().own
    large = [name for name, content in files if len(content) > MAX_MEGABYTES * 10**6]
    files = [(name, content) for name, content in files if name not in large]
    if not files:
        raise UserError("own.file_too_large", name=shown_name(large[0]), limit=MAX_MEGABYTES)
    room = MAX_GIVEN - len(own.tray.examples)
    if room <= 0:
        raise UserError("tray.full", limit=MAX_GIVEN)
    bar = st.progress(0.0, t("own.reading"))
    pictures = read_pictures(
        files,
        most=room,
        needs_normal=False,
        on_read=lambda done, total: bar.progress(done / total, t("own.reading")),
    )
    is_anomaly = is_anomaly and not len(pictures.anomalous)
    kinds = [is_anomaly] * len(pictures.normal) + [True] * len(pictures.anomalous)
    examples = [
        example_of(torch.from_numpy(picture), kind)
        for picture, kind in zip((*pictures.normal, *pictures.anomalous), kinds, strict=True)
    ]
    there = contents(own.tray.examples)
    new = [
        one for one, is_in in zip(examples, contents(examples), strict=True) if is_in not in there
    ]
    names = set(map(name_of, new))  # one that is there as the other kind becomes this one
    kept = [example for example in own.tray.examples if name_of(example) not in names]
    added = _fitting(new, MAX_GIVEN - len(kept))
    own.tray.fill((*kept, *added))
    own.told = (
        *_told(pictures, len(added), len(examples) - len(new), len(new) - len(added)),
        *(t("own.file_too_large", name=shown_name(name), limit=MAX_MEGABYTES) for name in large),
    )
    keep_draft()


def _fitting(examples: list[Example], room: int) -> list[Example]:
    """Return as many examples as there is room for; of neither kind fewer than half of that."""
    normal = [example for example in examples if not example.is_anomaly]
    anomalous = [example for example in examples if example.is_anomaly]
    anomalous = anomalous[: max(room // 2, room - len(normal))]
    return [*normal[: room - len(anomalous)], *anomalous]


def _told(pictures: PictureSet, added: int, known: int, left_out: int) -> tuple[str, ...]:
    """Return what is to be said of pictures that were read.

    Parameters
    ----------
    pictures : PictureSet
    added, known, left_out : int
        How many of them are new, were given before, and are new but find no room.
    """
    lines = [t("own.added", count=added)]
    if known:
        lines.append(t("own.known", count=known))
    if left_out:
        lines.append(t("own.no_room", count=left_out, limit=MAX_GIVEN))
    lines += pictures.notices
    shown = pictures.problems[:MAX_NAMED]
    lines += [t("own.skipped", name=skipped.name, reason=skipped.reason) for skipped in shown]
    if more := len(pictures.problems) - len(shown):
        lines.append(t("own.skipped_more", count=more))
    return tuple(lines)
