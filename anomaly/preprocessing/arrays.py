"""Types of the arrays that are passed from step to step."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint64]  # 32-bit words, where their products do not overflow
