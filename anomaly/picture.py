import io
import numpy as np
from PIL import Image
from anomaly.text import Problem
def read_picture(source):
    try:
        return np.asarray(Image.open(io.BytesIO(source) if isinstance(source, bytes) else source).convert("RGBA"))
    except OSError:
        raise Problem("picture.unreadable") from None
