"""The schema of a trained detector's file: every field of its record, and every tensor.

What a value may be in itself is declared here; what it may be beside others is checked by
`anomaly.training.packing.unpack`.
"""

import re

import torch

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import DETECTORS
from anomaly.evaluation.properties import PROPERTIES
from anomaly.schema import Anything, Array, Fields, Maybe, Number, OneOf, Several, Tensors, Text
from anomaly.training import examples
from anomaly.training.plan import MAX_CONTAMINATION, MAX_DIGITS
from anomaly.training.plausible import MAX_SCORE, MAX_WEIGHT
from anomaly.training.signs import MAX_SIGNS, MIN_SIGNS
from anomaly.training.taught import BASE_KEY

END_STATUSES = ("complete", "collapsed", "stopped", "diverged")
SOURCES = ("mnist", "generated", "pictures", "class")
MAX_SEED = 2**63 - 1
MAX_EPOCHS = 20_000
MAX_LOSS = 1e12  # far beyond that of any network that learns
MAX_SECONDS = 1e7  # four months
MAX_AMOUNT = 1e4  # of a property: ink has at most 784 pixels

LABEL = Number(0, 9)
PLAN = Fields(
    {
        "detector": OneOf(DETECTORS),
        "settings": Anything(),  # the detector's dataclass checks each, see `check_settings`
        "normal": Several(LABEL, 1, 9),
        "seed": Number(0, MAX_SEED),
    },
    {
        "most_digits": Maybe(Number(1, MAX_DIGITS)),
        "contamination": Number(0.0, MAX_CONTAMINATION),
    },
)
REPORT = Fields(
    {
        "epoch": Number(1, MAX_EPOCHS),
        "epochs": Number(1, MAX_EPOCHS),
        "fit_loss": Number(-MAX_LOSS, MAX_LOSS),
        "calibration_loss": Number(-MAX_LOSS, MAX_LOSS),
        "seconds": Number(0.0, MAX_SECONDS),
    }
)
AMOUNTS = Several(Number(-MAX_AMOUNT, MAX_AMOUNT), len(PROPERTIES), len(PROPERTIES))
LIMITS = Fields(
    {
        "properties": Several(OneOf(PROPERTIES), len(PROPERTIES), len(PROPERTIES)),
        "labels": Several(LABEL, 1, 9),
        "low": Several(AMOUNTS, 1, 9),
        "high": Several(AMOUNTS, 1, 9),
    }
)
TAUGHT = Fields(
    {
        "base": Text(BASE_KEY),
        "seed": Number(0, MAX_SEED),
        "predicted": Number(0, MAX_DIGITS),
    }
)
RECORD = Fields(
    {
        "plan": PLAN,
        "source": OneOf(SOURCES),
        "fingerprint": Text(re.compile("[ -~]{1,64}")),
        "history": Several(REPORT, 1, MAX_EPOCHS),
        "ended": OneOf(END_STATUSES),
        "uploaded_as": Text(re.compile("(u[0-9a-f]{15})?")),
    },
    {
        "collapsed": OneOf((True, False)),  # not in files of format 4
        "limits": LIMITS,  # nor this
        "taught": TAUGHT,
        "digest": Text(re.compile("[0-9a-f]{64}")),  # of the file, see `anomaly.tensor_file`
    },
)

# Weights, counts of batches, and pixels; their names and shapes are the detector's to know.
LEARNED_PREFIX = "state."
LEARNED = (torch.float16, torch.float32, torch.int64, torch.uint8)
BYTES = (torch.uint8,)
LABELS = (torch.uint8, torch.int64)  # int64 in files of format 4
ROWS = (torch.int32, torch.int64)


def _scores(size: str, *dtypes: torch.dtype) -> Array:
    return Array(dtypes or (torch.float32,), (size,), -MAX_SCORE, MAX_SCORE)


def _pictures(size: str) -> Array:
    return Array(BYTES, (size, IMAGE_SIDE, IMAGE_SIDE), 0, 255)


SCORES = {
    "calibration_scores": _scores("calibration digits"),
    "anomalous_scores": _scores("anomalous digits"),
    "anomalous_labels": Array(LABELS, ("anomalous digits",), 0, 9),
    "test_scores": _scores("test digits"),
    "test_labels": Array(LABELS, ("test digits",), 0, 9),
    "test_rows": Array(ROWS, ("test digits",), 0, MAX_DIGITS - 1, ascends=True),
}
OUTSIDE = {"test_outside": Array(BYTES, ("bytes of bits",), 0, 255)}
SIGNS = {"signs.pixels": _pictures("signs"), "signs.labels": Array(BYTES, ("signs",), 0, 1)}
EXAMPLES = {
    **examples.DECLARED.required,
    "examples.scores": _scores("normal examples"),
    "examples.thresholds": _scores("normal examples", torch.float64),
    "examples.outside": Array(BYTES, ("normal examples",), 0, 1),
    "examples.anomaly_scores": _scores("anomalous examples"),
}
TENSORS = Tensors(
    required=SCORES,
    sizes={
        "calibration digits": (1, 2 * MAX_DIGITS),
        "anomalous digits": (0, MAX_DIGITS),
        "test digits": (2, MAX_DIGITS),
        "bytes of bits": (1, MAX_DIGITS // 8),
        "signs": (MIN_SIGNS, 2 * MAX_SIGNS),
        **examples.DECLARED.sizes,
    },
    groups=(OUTSIDE, SIGNS, EXAMPLES),
    others=(LEARNED_PREFIX, Array(LEARNED, None, -MAX_WEIGHT, MAX_WEIGHT)),
)
