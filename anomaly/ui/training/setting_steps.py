"""Values of the settings that the form offers."""

from collections.abc import Sequence
from typing import Any

# Values worth trying of a setting; a stored plan can bring any other that its range allows.
STEPS: dict[str, tuple[Any, ...]] = {
    "components": (1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 196, 256, 784),
    "neighbours": (1, 2, 3, 5, 10, 20, 30, 50, 100),
    "evenness": (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1000.0),
    "restraint": (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 100.0),
    "latent": (1, 2, 4, 8, 16, 32, 64, 128, 256, 784),
    "hidden": ((), (64,), (128,), (256, 128), (512, 256), (512, 256, 128), (1024, 512, 256, 128)),
    "epochs": (1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100, 200),
    "batch_size": (1, 4, 16, 32, 64, 128, 256, 512, 1024, 4096, 60_000),
    "least_updates": (0, 100, 300, 700, 1500, 3000),
    "learning_rate": (1e-5, 1e-4, 3e-4, 1e-3, 2e-3, 4e-3, 1e-2, 3e-2, 0.1, 1.0, 10.0),
    "channels": (4, 8, 16, 32, 64),
    "width": (32, 64, 128, 256, 512, 1024),
    "beta": (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0),
    "noise": (0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 1.0),
    "cycle": (0.0, 1.0, 3.0, 10.0, 30.0, 100.0),
    "alpha": (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0),
    "divergence": (0.0, 5e-4, 1e-3, 2e-3, 5e-3, 0.02),
    "adversarial": (0.0, 1e-3, 0.01, 0.03, 0.1, 1.0),
    "search_steps": (0, 10, 30, 60, 100, 200, 500),
    "search_rate": (0.01, 0.03, 0.1, 0.3),
    "discrimination": (0.0, 0.1, 0.3, 0.5, 1.0),
    "prior": (0.0, 1.0, 4.0, 16.0, 50.0),
    "weight_decay": (0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2),
}
# Numbers of digits to fit on.
COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)


def with_value(options: Sequence[Any], value: Any) -> list[Any]:
    """Return options, ascending, with `value` inserted where it is missing."""
    if value is None or value in options:
        return list(options)
    return sorted([*options, value])
