"""Settings of a network that trains in a second."""

from anomaly.detectors.autoencoder import AutoencoderSettings

SMALL = AutoencoderSettings(latent=8, hidden=(32,), epochs=2, least_updates=0)
