"""Train a class-conditional GAN on MNIST and write the offline sample of generated digits.

    python assets/make_digits.py

A small spectral-norm GAN (Miyato et al. 2018) with a projection discriminator (Miyato & Koyama
2018), the hinge loss and an averaged generator (Yazici et al. 2019). It needs MNIST and about half
an hour on two cores. `assets/check_digits.py` measures what it wrote.
"""

import argparse
import copy
import time
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import spectral_norm
from torchvision.datasets import MNIST
from tqdm import tqdm

LATENT = 64
CLASSES = 10


class ConditionalNorm(nn.Module):
    """Batch normalisation whose gain and bias depend on the digit's class."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(channels, affine=False)
        self.gain = nn.Embedding(CLASSES, channels)
        self.bias = nn.Embedding(CLASSES, channels)
        nn.init.ones_(self.gain.weight)
        nn.init.zeros_(self.bias.weight)

    def forward(self, x: Tensor, labels: Tensor) -> Tensor:
        gain = self.gain(labels)[:, :, None, None]
        return self.norm(x) * gain + self.bias(labels)[:, :, None, None]


class Generator(nn.Module):
    """Latent vector and class -> picture in [0, 1]."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(CLASSES, 32)
        self.start = nn.Linear(LATENT + 32, 128 * 7 * 7)
        self.norm1 = ConditionalNorm(128)
        self.up1 = nn.ConvTranspose2d(128, 96, 4, stride=2, padding=1)
        self.norm2 = ConditionalNorm(96)
        self.up2 = nn.ConvTranspose2d(96, 48, 4, stride=2, padding=1)
        self.norm3 = ConditionalNorm(48)
        self.paint = nn.Conv2d(48, 1, 3, padding=1)

    def forward(self, z: Tensor, labels: Tensor) -> Tensor:
        x = self.start(torch.cat([z, self.embed(labels)], 1)).view(-1, 128, 7, 7)
        x = self.up1(F.relu(self.norm1(x, labels)))  # (N, 96, 14, 14)
        x = self.up2(F.relu(self.norm2(x, labels)))  # (N, 48, 28, 28)
        return torch.sigmoid(self.paint(F.relu(self.norm3(x, labels))))


class Discriminator(nn.Module):
    """Picture and class -> realness, by projection on the class embedding."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            spectral_norm(nn.Conv2d(1, 48, 4, stride=2, padding=1)),
            nn.LeakyReLU(0.1),
            spectral_norm(nn.Conv2d(48, 96, 4, stride=2, padding=1)),
            nn.LeakyReLU(0.1),
            spectral_norm(nn.Conv2d(96, 128, 3, padding=1)),
            nn.LeakyReLU(0.1),
        )
        self.real = spectral_norm(nn.Linear(128, 1))
        self.embed = spectral_norm(nn.Embedding(CLASSES, 128))

    def forward(self, images: Tensor, labels: Tensor) -> Tensor:
        features = self.features(images * 2 - 1).sum((2, 3))  # (N, 128)
        return self.real(features).squeeze(1) + (self.embed(labels) * features).sum(1)


def train(images: Tensor, labels: Tensor, steps: int, batch: int = 64) -> Generator:
    """Train for `steps` generator updates and return the averaged generator."""
    generator, discriminator = Generator(), Discriminator()
    averaged = copy.deepcopy(generator).eval().requires_grad_(False)
    g_optimizer = torch.optim.Adam(generator.parameters(), 2e-4, betas=(0.0, 0.99))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), 4e-4, betas=(0.0, 0.99))
    optimizers = (g_optimizer, d_optimizer)
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(each, lambda t: min(1.0, 2.0 * (1.0 - t / steps)))
        for each in optimizers
    ]
    for step in tqdm(range(steps), desc="training", mininterval=5):
        pick = torch.randint(len(images), (batch,))
        real, real_labels = images[pick], labels[pick]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            with torch.no_grad():
                fake = generator(torch.randn(batch, LATENT), real_labels)
            verdict = discriminator(torch.cat([real, fake]), real_labels.repeat(2)).float()
        d_loss = F.relu(1 - verdict[:batch]).mean() + F.relu(1 + verdict[batch:]).mean()
        d_optimizer.zero_grad(set_to_none=True)
        d_loss.backward()
        d_optimizer.step()

        fake_labels = torch.randint(CLASSES, (batch,))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            fake = generator(torch.randn(batch, LATENT), fake_labels)
            g_loss = -discriminator(fake, fake_labels).float().mean()
        g_optimizer.zero_grad(set_to_none=True)
        g_loss.backward()
        g_optimizer.step()
        for schedule in schedules:
            schedule.step()
        decay = min(0.999, step / (step + 10))
        with torch.no_grad():
            pairs = zip(averaged.state_dict().values(), generator.state_dict().values(), strict=True)
            for mean, value in pairs:
                if mean.is_floating_point():
                    mean.lerp_(value, 1 - decay)
    return averaged
