"""Schemas: what is not as declared is refused, and its place is named."""

import math
import re
from typing import Any

import pytest
import torch
from torch import Tensor

from anomaly.schema import Array, Fields, Maybe, Number, OneOf, Several, Tensors, Text

PERSON = Fields(
    {"name": Text(re.compile("[a-z]+")), "age": Number(0, 150)},
    {
        "sizes": Several(Number(0.0, 1.0), 1, 2),
        "kind": OneOf(("a", True)),
        "seed": Maybe(Number(1, 2)),
    },
)
GOOD: dict[str, Any] = {"name": "ada", "age": 36}


@pytest.mark.parametrize(
    "more", [{}, {"sizes": [0, 0.5]}, {"kind": True}, {"kind": "a"}, {"seed": None}, {"seed": 1}]
)
def test_what_is_as_declared_is_taken(more: dict[str, Any]) -> None:
    PERSON.check(GOOD | more, "person")


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"name": "ada\n"}, "person.name"),
        ({"name": 3}, "person.name"),
        ({"age": -1}, "person.age"),
        ({"age": 36.0}, "person.age"),
        ({"age": True}, "person.age"),
        ({"age": 10**400}, "person.age"),
        ({"sizes": [0.5, math.nan]}, r"person.sizes\[1\]"),
        ({"sizes": [math.inf]}, r"person.sizes\[0\]"),
        ({"sizes": []}, "person.sizes"),
        ({"sizes": "ab"}, "person.sizes"),
        ({"kind": 1}, "person.kind"),
        ({"kind": []}, "person.kind"),
        ({"other": 1}, "nobody knows"),
    ],
)
def test_what_is_not_is_refused_by_its_place(more: dict[str, Any], place: str) -> None:
    with pytest.raises(ValueError, match=place):
        PERSON.check(GOOD | more, "person")


@pytest.mark.parametrize("value", [None, [], "x", {"name": "ada"}])
def test_a_missing_field_is_named(value: object) -> None:
    with pytest.raises(ValueError, match="person"):
        PERSON.check(value, "person")


BIT = Array((torch.uint8,), ("extras",), 0, 1)
SCORES = Tensors(
    {
        "scores": Array((torch.float32,), ("digits",), -9.0, 9.0),
        "rows": Array((torch.int32,), ("digits",), 0, 5, ascends=True),
    },
    {"digits": (1, 3), "extras": (0, 2)},
    groups=(
        {
            "more": Array((torch.uint8,), ("extras",), 0, 1),
            "most": Array((torch.uint8,), None, 0, 1),
        },
    ),
    others=("state.", Array((torch.float32,), None, -1.0, 1.0)),
)
BOTH = {"scores": torch.tensor([1.0, 2.0]), "rows": torch.tensor([0, 3], dtype=torch.int32)}


def test_tensors_as_declared_are_taken() -> None:
    SCORES.check(BOTH | {"state.x": torch.ones(2, 2)})


@pytest.mark.parametrize(
    "change",
    [
        {"scores": torch.tensor([1.0, math.nan])},
        {"scores": torch.tensor([1.0, 3.4e38])},
        {"scores": torch.tensor([1.0])},  # not as many as there are rows
        {"scores": torch.ones(2, 1)},
        {"scores": torch.ones(2).double()},
        {"scores": torch.ones(2, dtype=torch.complex64)},
        {"rows": torch.tensor([3, 0], dtype=torch.int32)},
        {"rows": torch.tensor([0, 6], dtype=torch.int32)},
        {"scores": torch.ones(0), "rows": torch.ones(0, dtype=torch.int32)},
        {"state.x": torch.tensor(2.0)},
        {"state.x": torch.ones(1).bool()},
        {"x": torch.ones(1)},
        {"more": torch.ones(1, dtype=torch.uint8)},  # without its group
    ],
)
def test_other_tensors_are_refused(change: dict[str, Tensor]) -> None:
    with pytest.raises(ValueError, match=r"there|scores|rows|state|x"):
        SCORES.check(BOTH | change)


def test_a_missing_tensor_is_named() -> None:
    with pytest.raises(ValueError, match="rows"):
        SCORES.check({"scores": BOTH["scores"]})
