"""Train a class-conditional GAN on MNIST and write the offline sample of generated digits.

    python -m assets.make_digits

A small spectral-norm GAN (Miyato et al. 2018) with a projection discriminator (Miyato & Koyama
2018), the hinge loss and an averaged generator (Yazici et al. 2019). It needs MNIST and about half
an hour on two cores. `assets/check_digits.py` measures what it wrote.
"""

import argparse
import copy
from pathlib import Path

import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import spectral_norm
from tqdm import tqdm

from anomaly.data import SHEET_COLUMNS, SHEETS, SIDE, load_digits
from anomaly.paths import replacing

LATENT = 64
CLASSES = 10
PER_CLASS = {"train": 500, "test": 100}


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
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(each, lambda t: min(1.0, 2.0 * (1.0 - t / steps)))
        for each in (g_optimizer, d_optimizer)
    ]
    for step in tqdm(range(steps), desc="training", mininterval=5):
        pick = torch.randint(len(images), (batch,))
        real, real_labels = images[pick], labels[pick]
        with torch.autocast("cpu", dtype=torch.bfloat16):  # nearly twice as fast
            with torch.no_grad():
                fake = generator(torch.randn(batch, LATENT), real_labels)
            verdict = discriminator(torch.cat([real, fake]), real_labels.repeat(2)).float()
        d_loss = F.relu(1 - verdict[:batch]).mean() + F.relu(1 + verdict[batch:]).mean()
        _update(d_optimizer, d_loss)

        fake_labels = torch.randint(CLASSES, (batch,))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            fake = generator(torch.randn(batch, LATENT), fake_labels)
            g_loss = -discriminator(fake, fake_labels).float().mean()
        _update(g_optimizer, g_loss)
        for schedule in schedules:
            schedule.step()
        _average(averaged, generator, decay=min(0.999, step / (step + 10)))
    return averaged


def _update(optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()


@torch.no_grad()
def _average(averaged: nn.Module, latest: nn.Module, decay: float) -> None:
    """Move the averaged weights and statistics a little towards the latest."""
    pairs = zip(averaged.state_dict().values(), latest.state_dict().values(), strict=True)
    for mean, value in pairs:
        if mean.is_floating_point():
            mean.lerp_(value, 1 - decay)


@torch.inference_mode()
def sample(generator: Generator, per_class: int) -> Tensor:
    """Return uint8 (10 * per_class, 28, 28), sorted by class."""
    labels = torch.arange(CLASSES).repeat_interleave(per_class)
    pictures = [generator(torch.randn(len(part), LATENT), part) for part in labels.split(500)]
    return (torch.cat(pictures).squeeze(1) * 255).round().byte()


def write_sheet(path: Path, pixels: Tensor) -> None:
    """Write digits (N, 28, 28) row by row, 100 to a row, as `anomaly.data` reads them."""
    rows = len(pixels) // SHEET_COLUMNS
    sheet = pixels.view(rows, SHEET_COLUMNS, SIDE, SIDE).transpose(1, 2)
    picture = Image.fromarray(sheet.reshape(rows * SIDE, SHEET_COLUMNS * SIDE).numpy())
    with replacing(path) as temporary:
        picture.save(temporary, "PNG", optimize=True)


def main() -> None:
    """Train, sample and write both sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument(
        "--weights", type=Path, help="keep the generator's weights here, or use them"
    )
    options = parser.parse_args()
    torch.manual_seed(0)
    generator = Generator().eval()
    if options.weights and options.weights.exists():
        generator.load_state_dict(load_file(options.weights))
    else:
        digits = load_digits("mnist").train
        generator = train(digits.images, digits.labels, options.steps)
        if options.weights:
            save_file(generator.state_dict(), options.weights)
    torch.manual_seed(1)
    for part, per_class in PER_CLASS.items():
        write_sheet(SHEETS[part], sample(generator, per_class))


if __name__ == "__main__":
    main()
