"""Files of models with one to three things changed at random, of each detector and kind.

A seed makes the same file each time. Some are still models: what is changed may be what a model can
have. Each change is a function of a draft and the random numbers.
"""

import json
import math
import random
import struct
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor

from anomaly.data.digits import load_generated
from anomaly.detectors import DETECTORS, recipe
from anomaly.tensor_file import digest
from anomaly.training.anomalies import with_anomalies
from anomaly.training.examples import Examples
from anomaly.training.packing import pack
from anomaly.training.plan import TrainingPlan
from anomaly.training.record import FORMAT, OLDER_FORMATS
from anomaly.training.sign_training import train_on_pictures
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector

EXTREMES = (
    0.0, -0.0, 1e-45, 1e-30, 1.0, -1.0, 1e3, -1e5, 1e6, 1e9, 1e18, 1e30, 3.4e38, -3.4e38,
    math.inf, -math.inf, math.nan,
)  # fmt: skip
JUNK: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**31, 2**63, 10**400, *EXTREMES, "", "1", "nan", "x" * 5000,
    "[x](http://a.example)", "<img src=x>", "\x1b[31m\n", "\u202e", [], {}, [[]], {"a": [1]},
    [1] * 30, "complete", "mnist", "pictures", "pictures-0000000000000000",
)  # fmt: skip
DTYPES = (
    torch.float64, torch.float16, torch.bfloat16, torch.float8_e4m3fn, torch.int64, torch.int32,
    torch.int8, torch.uint8, torch.bool, torch.complex64, torch.uint16,
)  # fmt: skip
SMALL: dict[str, dict[str, Any]] = {
    "autoencoder": {"hidden": (16,), "latent": 4},
    "vae": {"width": 16, "latent": 4},
    "anogan": {"search_steps": 3},
    "nearest": {"neighbours": 2},
    "gradients": {"directions": 4, "components": 16, "neighbours": 5},
    "pca": {"components": 4},
}
MODELS = (*DETECTORS, "signs", "taught")


@dataclass
class Draft:
    """What a file is made of, before it is written."""

    record: dict[str, Any]
    tensors: dict[str, Tensor]
    format: str = FORMAT
    is_sealed: bool = True

    def written(self) -> bytes:
        """Return the file."""
        ready = {name: value.contiguous() for name, value in self.tensors.items()}
        record = self.record
        if self.is_sealed:
            try:
                record = {**record, "digest": digest(ready)}
            except TypeError:  # of a type that NumPy lacks
                record = {**record, "digest": "0" * 64}
        return save(ready, {"format": self.format, "record": json.dumps(record)})


Change = Callable[[Draft, random.Random], None]


def model_file(seed: int, models: Sequence[str] = MODELS) -> tuple[str, bytes]:
    """Return which of some models was changed how, and its file."""
    chance = random.Random(seed)
    name = chance.choice(models)
    record, tensors = pack(_model(name))
    draft = Draft(json.loads(json.dumps(record)), {key: t.clone() for key, t in tensors.items()})
    changes = chance.choices(CHANGES, k=chance.choice((1, 1, 1, 2, 3)))
    for change in changes:
        with suppress(Exception):  # an earlier change took away what this one is of
            change(draft, chance)
    content = draft.written()
    if chance.random() < 0.05:
        content = _damaged(content, chance)
    return f"{name}: {', '.join(change.__name__ for change in changes)}", content


@cache
def _model(name: str) -> TrainedDetector:
    """Return a small model of a detector, or one of signs or one that was taught."""
    digits = load_generated()
    if name == "signs":
        some = digits.train.images[digits.train.labels == 1]
        return train_on_pictures(some[:6], digits.train.images[:4], "pca")
    if name == "taught":
        return with_anomalies(_model("pca"), Examples.of(None, digits.train.images[-3:]), 0)
    settings = SMALL.get(name, {})
    if hasattr(recipe(name), "epochs"):
        settings = {**settings, "epochs": 1, "least_updates": 0}
    return train_detector(TrainingPlan(name, settings, normal=(1,), most_digits=100), digits)


def _field(draft: Draft, chance: random.Random) -> None:
    """Put anything at any place of the record."""
    at: Any = draft.record
    while True:
        key = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if not isinstance(at[key], dict | list) or not at[key] or chance.random() < 0.15:
            break
        at = at[key]
    at[key] = chance.choice(JUNK)


def _lost_field(draft: Draft, chance: random.Random) -> None:
    place = chance.choice([draft.record, draft.record["plan"], draft.record["history"][0]])
    if isinstance(place, dict) and place:
        del place[chance.choice(list(place))]


def _further_field(draft: Draft, chance: random.Random) -> None:
    draft.record[chance.choice(["more", "digest", "limits", "taught", ""])] = chance.choice(JUNK)


def _other_plan(draft: Draft, chance: random.Random) -> None:
    draft.record["plan"] = TrainingPlan(chance.choice(list(DETECTORS))).as_dict()


def _setting(draft: Draft, chance: random.Random) -> None:
    settings = draft.record["plan"]["settings"]
    if settings:
        settings[chance.choice(list(settings))] = chance.choice([*JUNK, 2, 7, 0.5, 100, 1000])


def _history(draft: Draft, chance: random.Random) -> None:
    report = chance.choice(draft.record["history"])
    name = chance.choice(["fit_loss", "calibration_loss", "seconds"])
    report[name] = chance.choice([0.0, 1e-300, 0.5, 3, 1e6, 1e12, 1e13, -1.0])
    if chance.random() < 0.2:
        draft.record["history"] *= chance.choice([0, 2, 500])


def _ending(draft: Draft, chance: random.Random) -> None:
    draft.record["ended"] = chance.choice(["complete", "collapsed", "stopped", "diverged"])
    draft.record["collapsed"] = chance.random() < 0.5


def _origin(draft: Draft, chance: random.Random) -> None:
    draft.record["source"] = chance.choice(["mnist", "generated", "pictures", "else"])
    draft.record["fingerprint"] = chance.choice(["mnist", "generated-0", "pictures-0", "<b>*x*"])


def _digits_and_seed(draft: Draft, chance: random.Random) -> None:
    count = chance.choice([0, 1, 2, 9, 10])
    draft.record["plan"]["normal"] = chance.sample(range(10), count)
    draft.record["plan"]["seed"] = chance.choice([0, 5, 2**63 - 1, 2**63])


def _limits(draft: Draft, chance: random.Random) -> None:
    limits = draft.record["limits"]
    end = chance.choice(["low", "high"])
    row = chance.choice(limits[end])
    row[chance.randrange(len(row))] = chance.choice([*EXTREMES, 50.0])
    if chance.random() < 0.2:
        limits["low"], limits["high"] = limits["high"], limits["low"]


def _scores(draft: Draft, chance: random.Random) -> None:
    name = chance.choice(["calibration_scores", "anomalous_scores", "test_scores"])
    value, kind = chance.choice(EXTREMES), chance.randrange(4)
    scores = draft.tensors[name]
    if kind == 0:
        draft.tensors[name] = torch.full_like(scores, value)
    elif kind == 1:
        draft.tensors[name] = scores * value
    elif kind == 2 and len(scores):
        scores[chance.randrange(len(scores))] = value
    else:
        keep = chance.choice([0, 1, 2, 3])
        draft.tensors[name] = scores[:keep]


def _held_out(draft: Draft, chance: random.Random) -> None:
    """Keep few of the test digits, or the scores of few of the others."""
    group = chance.choice([["calibration_scores"], ["anomalous_scores", "anomalous_labels"],
                           ["test_scores", "test_labels", "test_rows"]])  # fmt: skip
    keep = chance.choice([0, 1, 2, 5, 60])
    at = torch.arange(len(draft.tensors[group[0]]))
    some = at[:keep] if chance.random() < 0.5 else at[-keep:]
    for name in group:
        draft.tensors[name] = draft.tensors[name][some]
    if "test_scores" in group:
        draft.tensors.pop("test_outside", None)


def _labels(draft: Draft, chance: random.Random) -> None:
    name = chance.choice(["anomalous_labels", "test_labels"])
    labels = draft.tensors[name]
    if chance.random() < 0.5:
        draft.tensors[name] = torch.full_like(labels, chance.choice([0, 1, 2, 9, 10, 255]))
    else:
        draft.tensors[name] = labels[torch.randperm(len(labels))]


def _rows(draft: Draft, chance: random.Random) -> None:
    rows = draft.tensors["test_rows"]
    draft.tensors["test_rows"] = chance.choice([rows + 1, rows * 7, rows.flip(0), rows - 1])


def _weight(draft: Draft, chance: random.Random) -> None:
    """Put an extreme into one learned tensor, at one place or at all."""
    value, tensor = chance.choice(EXTREMES), _learned(draft, chance)
    if tensor is None or not tensor.is_floating_point() or not tensor.numel():
        return
    if chance.random() < 0.5:
        tensor.view(-1)[chance.randrange(tensor.numel())] = value
    else:
        tensor.fill_(value)


def _scaled_weights(draft: Draft, chance: random.Random) -> None:
    factor = chance.choice([0.0, -1.0, 1e-20, 0.5, 3.0, 30.0, 1e3, 1e5, 1e10])
    for name, value in draft.tensors.items():
        if name.startswith("state.") and value.is_floating_point():
            draft.tensors[name] = value.float() * factor


def _noisy_weights(draft: Draft, chance: random.Random) -> None:
    tensor = _learned(draft, chance)
    if tensor is not None and tensor.is_floating_point():
        tensor += torch.randn(tensor.shape).to(tensor.dtype) * chance.choice([0.01, 1.0, 50.0])


def _learned(draft: Draft, chance: random.Random) -> Tensor | None:
    names = [name for name in draft.tensors if name.startswith("state.")]
    return draft.tensors[chance.choice(names)] if names else None


def _type(draft: Draft, chance: random.Random) -> None:
    name = chance.choice(list(draft.tensors))
    draft.tensors[name] = draft.tensors[name].to(chance.choice(DTYPES))


def _shape(draft: Draft, chance: random.Random) -> None:
    name = chance.choice(list(draft.tensors))
    value = draft.tensors[name]
    draft.tensors[name] = chance.choice(
        [value[None], value.reshape(-1), value.flatten()[:1], value.new_zeros(()), value[:0],
         value.new_zeros((3, 0, 2)), value.repeat(2, *[1] * (value.dim() - 1))]
    )  # fmt: skip


def _names(draft: Draft, chance: random.Random) -> None:
    """Drop a tensor, call it something else, or add one."""
    name, kind = chance.choice(list(draft.tensors)), chance.randrange(3)
    value = draft.tensors[name] if kind == 2 else draft.tensors.pop(name)
    if kind:
        new = chance.choice(["state.more", "x", name.upper(), "signs.pixels", f"state.{name}", ""])
        draft.tensors[new] = value.clone()


def _format(draft: Draft, chance: random.Random) -> None:
    draft.format = chance.choice(
        [*OLDER_FORMATS, "anomaly-detector-7", "x", "", "anomaly-epochs-1"]
    )


def _unsealed(draft: Draft, chance: random.Random) -> None:
    draft.is_sealed = False
    draft.record["digest"] = chance.choice(JUNK)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a file with other bytes, most of them in its header."""
    size = struct.unpack("<Q", content[:8])[0]
    kind = chance.randrange(4)
    if kind == 0:
        return content[: chance.randrange(len(content))]
    if kind == 1:
        length = chance.choice([0, 1, size + 1, size - 1, 2**32, 2**63, 2**64 - 1])
        return struct.pack("<Q", length) + content[8:]
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 9)):
        changed[chance.randrange(8 + min(size, len(content) - 8))] = chance.randrange(256)
    return bytes(changed)


CHANGES: tuple[Change, ...] = (
    _field, _field, _lost_field, _further_field, _other_plan, _setting, _history, _ending, _origin,
    _digits_and_seed, _limits, _scores, _scores, _held_out, _labels, _rows, _weight, _weight,
    _scaled_weights, _noisy_weights, _type, _shape, _names, _format, _unsealed,
)  # fmt: skip
