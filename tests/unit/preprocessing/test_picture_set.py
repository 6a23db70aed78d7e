"""Reading a folder, a ZIP or files of a person's own pictures."""

import io
import os
import struct
import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from anomaly.errors import UserError
from anomaly.preprocessing import picture_files
from anomaly.preprocessing.picture_set import PictureSet, read_pictures
from anomaly.text import t


def png(slant: int = 0, side: int = 56) -> bytes:
    """Return a picture of a cross, a little different for each slant."""
    picture = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(picture)
    reach = side - 8
    pen.line([8 + slant, 8, reach - slant, reach], width=3)
    pen.line([reach, 8, 8, reach], width=3)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def write(folder: Path, names: Sequence[str]) -> Path:
    for slant, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(slant))
    return folder


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def problem_of(source: object) -> UserError:
    with pytest.raises(UserError) as refusal:
        read_pictures(source)  # type: ignore[arg-type]
    return refusal.value


def test_a_flat_folder_is_normal(tmp_path: Path) -> None:
    pictures = read_pictures(write(tmp_path, ["b.png", "a.PNG"]))
    assert pictures.names == ("a.PNG", "b.png")
    assert pictures.normal.shape == (2, 28, 28)
    assert pictures.normal.dtype == np.float32
    assert pictures.anomalous.shape == (0, 28, 28)
    assert not pictures.problems
    assert not pictures.notices


@pytest.mark.parametrize("wrapped", ["", "export/", "export/second/"])
def test_folders_say_what_is_normal(tmp_path: Path, wrapped: str) -> None:
    names = ["Normal/1.png", "Normal/more/2.png", "anomaly/3.png", "other/4.png", "5.png"]
    members = {f"{wrapped}{name}": png(at) for at, name in enumerate(names)}
    (tmp_path / "set.zip").write_bytes(packed(members))
    for source in (write(tmp_path / "set", list(members)), tmp_path / "set.zip"):
        pictures = read_pictures(source)
        assert pictures.names == (f"{wrapped}Normal/1.png", f"{wrapped}Normal/more/2.png")
        assert pictures.anomalous_names == (f"{wrapped}anomaly/3.png",)
        assert pictures.notices == (
            "Pictures outside of the folders that say what is normal and what an anomaly, left "
            "out: 2.",
        )


def test_pictures_beside_a_folder_of_anomalies_are_normal(tmp_path: Path) -> None:
    pictures = read_pictures(write(tmp_path, ["1.png", "anomaly/2.png"]))
    assert (pictures.names, pictures.anomalous_names) == (("1.png",), ("anomaly/2.png",))


def test_what_systems_leave_is_no_picture(tmp_path: Path) -> None:
    names = ["1.png", "__MACOSX/._1.png", ".hidden.png", "Thumbs.db", ".git/2.png", "notes.txt"]
    pictures = read_pictures(write(tmp_path, names))
    assert pictures.names == ("1.png",)
    assert pictures.notices == ("Files that are no pictures and were passed over: 1.",)


def test_damaged_files_and_twins_are_named(tmp_path: Path) -> None:
    write(tmp_path, ["a.png", "b.png"])
    (tmp_path / "c.png").write_bytes(png()[:60])
    (tmp_path / "d.gif").write_bytes(b"GIF89a")
    (tmp_path / "e.png").write_bytes(png())
    Image.new("L", (40, 40), 255).save(tmp_path / "f.png")
    pictures = read_pictures(tmp_path)
    assert pictures.names == ("a.png", "b.png")
    reasons = dict(pictures.problems)
    assert list(reasons) == ["c.png", "d.gif", "e.png", "f.png"]
    assert "damaged" in reasons["c.png"]
    assert reasons["e.png"] == "It is the same picture as a.png; each counts once."


def test_all_marks_of_a_sign_count() -> None:
    face = Image.new("L", (200, 200), 255)
    pen = ImageDraw.Draw(face)
    pen.ellipse([20, 20, 180, 180], width=6)
    pen.ellipse([70, 70, 80, 80], fill=0)
    pen.arc([60, 60, 140, 150], 20, 160, width=6)
    file = io.BytesIO()
    face.save(file, "PNG")
    (digit,) = read_pictures(("face.png", file.getvalue())).normal
    assert digit[10, 11] > 0.2, "the eye is there"


def test_files_can_be_given_by_name_and_content() -> None:
    pictures = read_pictures([("1.png", png(1)), ("set.zip", packed({"2.png": png(2)}))])
    assert pictures.names == ("1.png", "2.png")


def test_of_many_pictures_some_are_drawn(tmp_path: Path) -> None:
    write(tmp_path, [f"{at}.png" for at in range(6)])
    done: list[tuple[int, int]] = []
    pictures = read_pictures(tmp_path, most=4, on_read=lambda at, of: done.append((at, of)))
    assert len(pictures.normal) == 4
    assert done == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert pictures.notices == ("Of 6 pictures 4 were taken, drawn at random.",)
    assert read_pictures(tmp_path, most=4).names == pictures.names


def test_very_different_sizes_are_told_and_do_no_harm() -> None:
    pictures = read_pictures([("1.png", png(side=40)), ("2.png", png(2, side=400))])
    assert "from 40 to 400 pixels" in pictures.notices[0]
    assert np.abs(pictures.normal[0] - pictures.normal[1]).mean() < 0.1


@pytest.mark.parametrize(
    ("source", "kind"),
    [(b"PK", "bytes"), (None, "NoneType"), ([png()], "list"), ([("a.png", "text")], "list")],
)
def test_what_is_no_source_is_told(source: object, kind: str) -> None:
    problem = problem_of(source)
    assert (problem.key, problem.values["kind"]) == ("pictures.no_source", kind)


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    assert problem_of(tmp_path).key == "pictures.none"
    assert problem_of(tmp_path / "gone").key == "pictures.missing"
    assert problem_of("a\0b").key == "pictures.missing"
    assert problem_of([]).key == "pictures.none"
    assert problem_of(write(tmp_path / "1", ["a/1.png", "b/2.png"])).key == (
        "pictures.unclear_folders"
    )
    assert problem_of(write(tmp_path / "2", ["anomaly/1.png"])).key == "pictures.none_normal"
    (tmp_path / "x.png").write_bytes(b"x")
    assert problem_of(tmp_path / "x.png").key == "pictures.all_skipped"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(write(tmp_path, ["1.png"]) / "2.png")
    assert read_pictures(tmp_path).problems[0].name == "2.png"


def test_paths_that_lead_elsewhere_are_only_names() -> None:
    pictures = read_pictures(("x.zip", packed({"../../1.png": png(), "/2\n.png": png(1)})))
    assert pictures.names == ("1.png", "2?.png")


def crafted(archive: bytes, find: bytes, skip: int, value: bytes) -> bytes:
    at = archive.rfind(find) + skip
    return archive[:at] + value + archive[at + len(value) :]


def test_damaged_and_crafted_zips_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed({"1.png": png()})
    end = picture_files.END_MARK
    for broken in (b"", whole[:-30], whole[:40], b"PK\3\4", crafted(whole, end, 12, b"\xff\xff")):
        assert problem_of(("x.zip", broken)).key == "pictures.zip_damaged"
    long = crafted(whole, end, 12, struct.pack("<L", 2**31))
    assert problem_of(("x.zip", long)).key == "pictures.zip_too_many"
    locked = crafted(crafted(whole, b"PK\1\2", 8, b"\1"), b"PK\3\4", 6, b"\1")
    assert problem_of(("x.zip", locked)).key == "pictures.zip_encrypted"
    unknown = crafted(crafted(whole, b"PK\1\2", 10, b"\x63"), b"PK\3\4", 8, b"\x63")
    assert t("pictures.compression") in str(problem_of(("x.zip", unknown)))
    torn = crafted(whole, b"IHDR", -8, b"\xff" * 8)
    assert t("pictures.damaged_member") in str(problem_of(("x.zip", torn)))
    monkeypatch.setattr(picture_files, "MAX_FILES", 1)
    assert problem_of(("x.zip", packed({"1.png": b"", "2.png": b""}))).key == (
        "pictures.too_many_files"
    )
    monkeypatch.setattr(picture_files, "MAX_ZIP_MEGABYTES", 0)
    assert problem_of(("x.zip", whole)).key == "pictures.zip_too_large"


def test_a_zip_is_not_unpacked_beyond_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = bytes(20_000_000)
    bomb = packed({"0.png": zeros, "1.png": png(), "2.png": png(1)})
    pictures = read_pictures(("x.zip", bomb))
    assert "larger than 5 MB" in pictures.problems[0].reason
    assert pictures.names == ("1.png", "2.png")
    monkeypatch.setattr(picture_files, "MAX_UNPACKED", 5_000_100)
    pictures = read_pictures(("x.zip", bomb))
    assert pictures.names == ("1.png",)
    assert "unpacks to more" in pictures.problems[-1].reason


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_is_unpacked_only_by_methods_that_can_be_cut_off(method: int) -> None:
    file = io.BytesIO(packed({"1.png": png()}))
    with zipfile.ZipFile(file, "a", method) as archive:
        archive.writestr("2.png", bytes(30_000_000))
        archive.writestr("3.png", png(1))
    damaged = file.getvalue().replace(b"BZh9", b"BZh\0")
    for content in (file.getvalue(), damaged):
        tracemalloc.start()
        pictures = read_pictures(("x.zip", content))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert pictures.names == ("1.png",)
        assert {problem.reason for problem in pictures.problems} == {t("pictures.compression")}
        assert peak < 20_000_000


def test_names_of_folders_are_shown_as_one_plain_line() -> None:
    hostile = packed({"a\x1b[31mred/1.png": png(), "two\nlines/2.png": png(1)})
    told = str(problem_of(("x.zip", hostile)))
    assert "a?[31mred" in told
    assert told.isprintable()


def test_of_several_sources_one_that_is_damaged_is_left_out_alone() -> None:
    pictures = read_pictures([("x.zip", b"PK\3\4"), ("1.png", png())])
    assert pictures.names == ("1.png",)
    assert pictures.problems[0].name == "x.zip"
    torn = [("x.zip", b"PK\3\4"), ("y.zip", b"PK\3\4")]
    assert "The first is x.zip: x.zip is a damaged" in str(problem_of(torn))


def test_anomalies_alone_are_read_where_that_is_wanted() -> None:
    only = packed({"anomaly/1.png": png(), "anomaly/2.png": png(1)})
    assert problem_of(("x.zip", only)).key == "pictures.none_normal"
    pictures = read_pictures(("x.zip", only), needs_normal=False)
    assert pictures.anomalous_names == ("anomaly/1.png", "anomaly/2.png")
    assert pictures.normal.shape == (0, 28, 28)


def test_a_zip_in_a_zip_stays_closed() -> None:
    pictures = read_pictures(
        ("x.zip", packed({"1.png": png(), "2.zip": packed({"3.png": png(1)})}))
    )
    assert isinstance(pictures, PictureSet)
    assert pictures.names == ("1.png",)
    assert pictures.notices == ("Files that are no pictures and were passed over: 1.",)
