"""Output that cannot be encoded, that nobody reads, or that finds no room."""

import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from anomaly.cli.main import main
from anomaly.paths import PROJECT
from anomaly.text.english import SENTENCES
from anomaly.training.trained import TrainedDetector
from tests.unit.cli.conftest import GENERATED, Run


class Failing(io.RawIOBase):
    """A file that takes nothing."""

    def __init__(self, number: int) -> None:
        self._number = number

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(self._number, os.strerror(self._number))


def failing(number: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(Failing(number)), encoding="utf-8")


def encoded_in(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict", newline="\n")


def written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


@pytest.mark.usefixtures("default_model")
@pytest.mark.parametrize("encoding", ["cp932", "cp437", "ascii"])
def test_characters_that_an_encoding_lacks_are_written_as_escapes(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    out = encoded_in(encoding)
    monkeypatch.setattr("sys.stdout", out)
    assert main(["evaluate", *GENERATED, "--rules"]) == 0
    lines = written(out).decode(encoding).splitlines()
    assert lines[-1].startswith("precision=")


def test_json_is_ascii_in_any_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    out = encoded_in("cp932")
    monkeypatch.setattr("sys.stdout", out)
    assert main(["score", "größe.png", "--json"]) == 1
    (result,) = json.loads(written(out).decode("ascii"))["results"]
    assert result["file"] == "größe.png"


@pytest.mark.parametrize("name", ["größe.png", "\udce9.png", "数字.png"])
@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_file_names_that_cannot_be_encoded_do_not_stop_the_next_one(
    monkeypatch: pytest.MonkeyPatch, name: str, encoding: str
) -> None:
    out = encoded_in(encoding)
    monkeypatch.setattr("sys.stdout", out)
    assert main(["score", name, "next.png"]) == 1
    first, second = written(out).decode(encoding).splitlines()[-2:]
    assert first.isascii() == (encoding == "ascii" or "\udce9" in name)
    assert second.startswith("next.png: ")


def test_a_bar_and_problems_are_written_in_any_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    err = encoded_in("ascii")
    monkeypatch.setattr(err, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", err)
    monkeypatch.setitem(SENTENCES, "cli.training", "Träning")
    arguments = ["train", *GENERATED, "--detector", "pca", "--folder"]
    assert [main([*arguments, folder]) for folder in (str(tmp_path), "/proc/größe")] == [0, 2]
    assert b"Tr\\xe4ning" in written(err)
    assert b"gr\\xf6\\xdfe" in written(err)


@pytest.mark.parametrize("arguments", [["--help"], ["score", "none.png"], ["app", "--help"]])
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_that_leaves_ends_the_command_without_a_word(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: Sequence[str],
    stream: str,
) -> None:
    broken = failing(errno.EPIPE)
    monkeypatch.setattr(f"sys.{stream}", broken)
    if stream == "stderr":
        arguments = ["score", "none.png", "--json"]
    assert main(arguments) == 141
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err + captured.out
    if stream == "stdout":
        assert captured.err in ("", "digits: MNIST, as stored with the detector\n")


@pytest.mark.parametrize("arguments", [["--help"], ["score", "none.png", "--json"]])
def test_a_full_disk_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr("sys.stdout", failing(errno.ENOSPC))
    assert main(arguments) == 2
    assert "could not be written (No space left on device)" in capsys.readouterr().err


def test_a_full_disk_for_sentences_alone_is_a_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", failing(errno.ENOSPC))
    assert main(["score", "none.png", "--json"]) == 2
    assert "Traceback" not in capsys.readouterr().out


def test_other_faults_of_the_system_are_no_problem_of_the_output(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("anomaly.cli.evaluate.obtain", fail)
    with pytest.raises(OSError, match="Too many"):
        main(["evaluate"])


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_stream_that_was_closed_is_done_without(
    run: Run, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    monkeypatch.setattr(f"sys.{stream}", None)
    status, out, _ = run("score", "none.png", "--json")
    assert status == 1
    if stream == "stderr":
        assert json.loads(out)["results"][0]["file"] == "none.png"


def start(*arguments: str, output: int) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "anomaly", *arguments],
        cwd=PROJECT,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        stdout=output,
        stderr=subprocess.PIPE,
        check=False,
    )


def test_python_exits_quietly_when_the_reader_has_left() -> None:
    read, write = os.pipe()
    os.close(read)
    done = start("--help", output=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_python_exits_with_a_sentence_when_the_disk_is_full() -> None:
    with Path("/dev/full").open("wb") as full:
        done = start("--help", output=full.fileno())
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize(
    "command", [["score", "--data", "generated"], ["score", "--model"], ["--\x1b[31m"]]
)
def test_a_name_writes_no_controls_to_the_terminal(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with suppress(SystemExit):
        main([*command, "\x1b[31mred\nline\u202e.png"])
    written = "".join(capsys.readouterr())
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "\nline" not in written
