"""From a drawing or a photo to the 28x28 picture a detector expects."""
