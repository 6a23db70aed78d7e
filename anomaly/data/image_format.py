"""Sizes of MNIST's images, for code that needs no digits and so no PyTorch."""

IMAGE_SIDE = 28
NUM_PIXELS = IMAGE_SIDE**2
BOX_SIDE = 20  # that a digit is fitted into
