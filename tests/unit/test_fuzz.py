"""Random input from strangers: each parser answers with a value or with a `UserError`.

    FUZZ_CASES=10000 python -m pytest tests/unit/test_fuzz.py

tries each parser so many times; the few cases of a plain run show that it still works.
"""

import base64
import json
import math
import os
import tempfile
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from anomaly.data.digits import Digits, load_generated
from anomaly.detectors import DETECTORS, override, recipe
from anomaly.errors import UserError
from anomaly.evaluation import RULES, parse_rule
from anomaly.paths import model_folder
from anomaly.preprocessing.drawing import Drawing, decode, encode, parse
from anomaly.preprocessing.image_file import MAX_SIDE, read_picture
from anomaly.preprocessing.pipeline import CanvasSettings, trace
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector
from anomaly.ui.digit_input import drawing, questions
from anomaly.ui.digit_input.digit_at_hand import digit_at_hand
from anomaly.ui.session import address
from anomaly.ui.session.session import session
from anomaly.ui.session.threshold import SETTINGS, apply_message
from tests.support.model_files import model_file as changed_model_file
from tests.support.pictures import heic_pictures, pictures
from tests.support.small import SMALL

CASES = int(os.environ.get("FUZZ_CASES", "100"))
fuzz = settings(max_examples=CASES, database=None, suppress_health_check=list(HealthCheck))
scalars = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.text(max_size=20)
    | some.sampled_from([2**63, -(2**63), 10**400, 1e308, "nan", "1", "../../etc/passwd"])
)
values = some.recursive(
    scalars,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=9), inner),
    max_leaves=12,
)


@some.composite
def damaged(draw: some.DrawFn, whole: some.SearchStrategy[bytes]) -> bytes:
    """Take a sound file and flip, cut out, repeat or put in some bytes."""
    content = bytearray(draw(whole))
    for _ in range(draw(some.integers(1, 6))):
        at = draw(some.integers(0, max(0, len(content) - 1)))
        what = draw(some.sampled_from(["flip", "cut", "drop", "insert", "repeat"]))
        if what == "flip" and content:
            content[at] ^= draw(some.integers(1, 255))
        elif what == "cut":
            del content[at:]
        elif what == "drop":
            del content[at : at + draw(some.integers(1, 40))]
        elif what == "insert":
            content[at:at] = draw(some.binary(max_size=40))
        else:
            content[at:at] = content[: draw(some.integers(0, 200))]
    return bytes(content)


def near(kept: dict[str, some.SearchStrategy[Any]]) -> some.SearchStrategy[dict[str, Any]]:
    """Give messages with any of these fields, each as it should be or as anything else."""
    fields: dict[str, Any] = {name: good | values for name, good in kept.items()}
    return some.fixed_dictionaries({}, optional=fields)


@some.composite
def drawing_codes(draw: some.DrawFn) -> str:
    """Write bytes as a link does, most of them with the right checksum."""
    content = draw(damaged(some.just(b"\x02\x12\x00\x02\x01\x02\x03\x04\x08\x00\x01\x05\x06")))
    checksum = zlib.crc32(content) & 0xFFFF
    if draw(some.integers(0, 3)):
        content += checksum.to_bytes(2, "big")
    return "1" + base64.urlsafe_b64encode(content).decode().rstrip("=")


# Links


words = some.text(max_size=30) | some.text(alphabet="0123456789.,-=e", max_size=12)


@fuzz
@given(
    near(
        {
            "normal": some.text(alphabet="0123456789", max_size=11) | words,
            "anomalous": some.sampled_from(["rest", "9", "0123456789"]) | words,
            "detector": some.sampled_from(sorted(DETECTORS)) | words,
            "threshold": some.floats().map(str) | words,
            "rule": some.sampled_from([rule.written() for rule in RULES.values()]) | words,
            "sample": some.from_regex(r"(mnist|generated)-[0-9]{1,5}") | words,
            "model": some.from_regex(r"[0-9a-f]{16}(-[0-9]{1,7})?") | words,
            "drawing": drawing_codes() | words,
        }
    ).map(lambda link: {name: str(value) for name, value in link.items()})
)
def test_links(link: dict[str, str]) -> None:
    view, problem = address.read(link)
    if problem is not None:
        left_out = problem.key.startswith("drawing.")
        assert view.drawing is None if left_out else view == address.View()
    assert address.read(address.write(view)) == (view, None)


@fuzz
@given(
    some.sampled_from(sorted(RULES)) | words,
    some.lists(some.floats().map(str) | words, max_size=3).map(",".join) | words,
)
def test_threshold_rules(name: str, given_values: str) -> None:
    try:
        rule, parsed = parse_rule(f"{name}={given_values}")
    except UserError:
        return
    assert all(
        setting.low <= value <= setting.high
        for setting, value in zip(rule.settings, parsed, strict=True)
    )


@fuzz
@given(some.sampled_from(sorted(DETECTORS)), some.lists(words | values.map(str), max_size=3))
def test_settings_on_the_command_line(detector: str, changes: list[str]) -> None:
    names = list(vars(recipe(detector))) or [""]
    written = [f"{names[at % len(names)]}={change}" for at, change in enumerate(changes)]
    try:
        override(recipe(detector), written)
    except UserError:
        return


# Pictures

HEIC_START = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


files = some.deferred(lambda: some.sampled_from(pictures()))
heic_files = some.deferred(lambda: some.sampled_from(heic_pictures()))


@fuzz
@given(some.binary(max_size=300) | damaged(files) | files)
def test_picture_files(content: bytes) -> None:
    _read(content)


@settings(fuzz, max_examples=max(10, CASES // 10))  # each takes a process
@given(some.binary(max_size=300).map(HEIC_START.__add__) | damaged(heic_files) | heic_files)
def test_heic_files(content: bytes) -> None:
    _read(content)


def test_half_a_heic_file_is_damaged() -> None:
    for whole in heic_pictures():
        _read(whole)
        for size in range(0, len(whole), len(whole) // 6 + 1):
            with pytest.raises(UserError):
                read_picture(whole[:size])


def _read(content: bytes) -> None:
    """Read a file as the app does, which ends in a picture or in a sentence."""
    try:
        pixels = read_picture(content)
    except UserError:
        return
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3
    assert pixels.shape[2] == 4
    assert max(pixels.shape) <= MAX_SIDE
    traced = trace(pixels)
    assert traced.digit is None or bool(np.isfinite(traced.digit).all())


# Drawings in links and messages


@fuzz
@given(drawing_codes() | some.text(max_size=40) | some.from_regex(r"[0-9A-Za-z_-]{1,90}"))
def test_drawings_in_links(text: str) -> None:
    try:
        drawing = decode(text)
    except UserError:
        return
    assert encode(drawing) == text


@fuzz
@given(
    values
    | near(
        {
            "strokes": some.lists(some.lists(some.integers(0, 255) | scalars, max_size=6)),
            "widths": some.lists(some.integers(1, 40) | scalars),
        }
    )
)
def test_drawings_from_the_page(message: object) -> None:
    try:
        drawing = parse(message)
    except UserError:
        return
    code = encode(drawing)
    assert code is None or decode(code) == drawing
    assert all(len(path) and np.isfinite(path).all() for path in drawing.paths())


# Components


strokes = some.lists(some.lists(some.integers(0, 255), min_size=2, max_size=6) | values, max_size=3)
widths = some.lists(some.integers(1, 40) | scalars, max_size=3)


@fuzz
@given(values | near({"sequence": some.integers(0, 99), "strokes": strokes, "widths": widths}))
def test_drawings_at_pen_up(message: object) -> None:
    drawing.take_drawing(message)
    digit = session().digit
    assert digit.problem is None or digit.drawing == Drawing()
    assert type(digit.sequence) is int
    digit_at_hand(digits(), (9,))
    digit.sequence = 0


@fuzz
@given(
    near(
        {
            "strokes": strokes,
            "widths": widths,
            "moments": some.lists(some.lists(some.integers(0, 3), min_size=4, max_size=4) | values),
        }
    )
)
def test_questions_about_a_drawing_under_way(question: object) -> None:
    reply = questions.reply_to(question, trained(), CanvasSettings())
    json.dumps(reply, allow_nan=False)


@fuzz
@given(
    values
    | near(
        {
            "threshold": some.floats(),
            "rule": some.sampled_from([None, *RULES]),
            "sequence": some.integers(),
            "settings": near({name: some.floats() for name in SETTINGS}),
        }
    )
)
def test_moves_of_the_threshold(move: object) -> None:
    apply_message(move)
    choice = session().threshold
    assert math.isfinite(choice.chosen)
    assert choice.rule in (None, *RULES)
    for name, value in choice.rule_settings.items():
        assert SETTINGS[name].low <= value <= SETTINGS[name].high


# Models


@cache
def digits() -> Digits:
    return load_generated()


@cache
def trained() -> TrainedDetector:
    return train_detector(TrainingPlan(settings=replace(SMALL, hidden=(8,), latent=2)), digits())


@cache
def model_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return store.save(trained(), Path(folder)).read_bytes()


@fuzz
@given(some.binary(max_size=300) | damaged(some.deferred(lambda: some.just(model_file()))))
def test_model_files(content: bytes) -> None:
    try:
        store.import_file(content)
    except UserError:
        return
    finally:
        beside = model_folder().parent
        assert {path.name for path in beside.iterdir()} <= {model_folder().name}
        assert all(store.key_of(path).startswith("u") for path in model_folder().rglob("*"))


def test_model_files_of_which_a_thing_or_two_were_changed() -> None:
    """All detectors, and pages: `tests/benchmarks/model_files.py`."""
    taken = 0
    for seed in range(CASES):
        name, content = changed_model_file(seed, ("autoencoder", "pca", "signs", "taught"))
        try:
            found = store.import_file(content)
        except UserError:
            continue
        except Exception as error:
            error.add_note(f"{seed}: {name}")
            raise
        taken += 1
        assert store.find_key(found.key) is not None
        assert found.detector.anomaly_score(digits().test.images[:2]).isfinite().all()
    assert 0 < taken < CASES


@fuzz
@given(near({name: some.just(value) for name, value in TrainingPlan().as_dict().items()}))
def test_plans(record: dict[str, Any]) -> None:
    try:
        plan = TrainingPlan.from_dict(record)
    except (UserError, LookupError, TypeError, ValueError):
        return
    assert TrainingPlan.from_dict(json.loads(json.dumps(plan.as_dict()))) == plan
