"""Messages between the server and its worker: JSON, and tensors in safetensors' layout.

Nothing is pickled.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict
from typing import IO, Any, get_args

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from anomaly.data.digits import Digits, LabelledImages
from anomaly.training.examples import pack_examples, unpack_examples
from anomaly.training.lesson import Lesson, Task
from anomaly.training.packing import pack
from anomaly.training.plan import TrainingPlan
from anomaly.training.progress import Event
from anomaly.training.trained import TrainedDetector

KEPT_DIGITS = 2  # sets of digits the worker keeps: those in use, and MNIST that replaces them
LENGTHS = struct.Struct("<II")  # bytes of the JSON and of the tensors
EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}
Message = tuple[dict[str, Any], dict[str, Tensor]]


def write_message(
    stream: IO[bytes], record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None
) -> None:
    """Write a message: two lengths, JSON, and tensors in safetensors' layout."""
    ready = {name: value.contiguous() for name, value in (tensors or {}).items()}
    head, body = json.dumps(record).encode(), save(ready)
    stream.write(LENGTHS.pack(len(head), len(body)) + head)
    stream.write(body)
    stream.flush()


def read_message(stream: IO[bytes]) -> Message | None:
    """Return the next message that `write_message` wrote, or None where the stream has ended."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = (stream.read(length) for length in LENGTHS.unpack(lengths))
    try:
        return json.loads(head), load(body)
    except (ValueError, SafetensorError):  # cut short
        return None


def pack_digits(digits: Digits) -> dict[str, Tensor]:
    """Return digits as named tensors; `unpack_digits` is the inverse."""
    return {
        f"{half}.{name}": getattr(getattr(digits, half), name).contiguous()
        for half in ("train", "test")
        for name in ("pixels", "labels")
    }


def unpack_digits(record: Mapping[str, Any], tensors: Mapping[str, Tensor]) -> Digits:
    """Return digits from the tensors of `pack_digits` and a record of source and fingerprint."""
    train, test = (
        LabelledImages(tensors[f"{half}.pixels"], tensors[f"{half}.labels"])
        for half in ("train", "test")
    )
    return Digits(train, test, record["source"], record["fingerprint"])


def pack_event(event: Event | None) -> dict[str, Any] | None:
    """Return an event as plain values with its kind; `unpack_event` is the inverse."""
    return None if event is None else {"kind": type(event).__name__} | asdict(event)


def unpack_event(record: Mapping[str, Any] | None) -> Event | None:
    """Return the event of `pack_event`."""
    if record is None:
        return None
    values = dict(record)
    return EVENTS[values.pop("kind")](**values)


def pack_task(task: Task) -> Message:
    """Return a plan or a lesson as a message; `unpack_task` is the inverse."""
    if isinstance(task, TrainingPlan):
        return {"plan": task.as_dict()}, {}
    base, tensors = pack(task.base)
    return {"base": base, "seed": task.seed}, tensors | pack_examples(task.examples)


def unpack_task(record: Mapping[str, Any], tensors: dict[str, Tensor]) -> Task:
    """Return the plan or the lesson of `pack_task`."""
    if "plan" in record:
        return TrainingPlan.from_dict(record["plan"])
    examples = unpack_examples(tensors)
    own = {name: value for name, value in tensors.items() if not name.startswith("examples.")}
    return Lesson(TrainedDetector.unpack(record["base"], own), examples, record["seed"])
