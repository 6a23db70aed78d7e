"""The size of every picture, MNIST's."""

IMAGE_SIDE = 28  # pixels
NUM_PIXELS = IMAGE_SIDE**2
