"""Train a class-conditional GAN on MNIST and write the offline sample of generated digits.

    python -m assets.make_digits

A generator whose normalisation layers take the style (Huang & Belongie 2017), a discriminator with
label projection (Miyato & Koyama 2018) and minibatch deviation (Karras et al. 2018), the
non-saturating loss with an R1 penalty on real digits (Mescheder et al. 2018), and an averaged
generator (Yazici et al. 2019). It needs MNIST and about 25 minutes on one core.
`assets/check_digits.py` measures what it wrote.
"""

import argparse
import copy
from pathlib import Path

import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F
from tqdm import tqdm

from anomaly.data.digits import SHEET_COLUMNS, SHEETS, load_digits
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.paths import atomic_write

LATENT = 64
EMBED = 32
CLASSES = 10
PER_CLASS = {"train": 500, "test": 100}
STEPS = 5000
BATCH = 64
LEARNING_RATE = 5e-4
# Fifty times more flattened the discriminator until it told the generator nothing.
R1_WEIGHT = 0.02
R1_EVERY = 8  # steps; the penalty is dear and changes slowly
GROUP = 4  # digits whose deviation the discriminator sees
AVERAGING = 0.998


class StyledNorm(nn.Module):
    """Batch normalisation whose gain and bias come from latent vector and class, then ReLU."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(channels, affine=False)
        self.style = nn.Linear(LATENT + EMBED, 2 * channels)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        gain, bias = self.style(style)[:, :, None, None].chunk(2, 1)
        return F.relu(self.norm(x) * (1 + gain) + bias)


class Generator(nn.Module):
    """Latent vector (N, 64) and class (N,) -> picture (N, 1, 28, 28) in [0, 1]."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(CLASSES, EMBED)
        self.start = nn.Linear(LATENT + EMBED, 128 * 7 * 7)
        self.norm1 = StyledNorm(128)
        self.up1 = nn.ConvTranspose2d(128, 96, 4, stride=2, padding=1)
        self.norm2 = StyledNorm(96)
        self.up2 = nn.ConvTranspose2d(96, 48, 4, stride=2, padding=1)
        self.norm3 = StyledNorm(48)
        self.paint = nn.Conv2d(48, 1, 3, padding=1)

    def forward(self, z: Tensor, labels: Tensor) -> Tensor:
        style = torch.cat([z, self.embed(labels)], 1)
        x = self.start(style).view(-1, 128, 7, 7)
        x = self.up1(self.norm1(x, style))  # (N, 96, 14, 14)
        x = self.up2(self.norm2(x, style))  # (N, 48, 28, 28)
        return torch.sigmoid(self.paint(self.norm3(x, style)))


class Discriminator(nn.Module):
    """Picture (N, 1, 28, 28) and class (N,) -> realness (N,); N is a multiple of `GROUP`."""

    def __init__(self) -> None:
        super().__init__()
        self.shallow = nn.Sequential(
            nn.Conv2d(1, 48, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
            nn.Conv2d(48, 96, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
        )  # fmt: skip
        self.deep = nn.Sequential(
            nn.Conv2d(96 + 1, 96, 3, padding=1), nn.LeakyReLU(0.2),
            nn.Flatten(), nn.Linear(96 * 7 * 7, 128), nn.LeakyReLU(0.2),
        )  # fmt: skip
        self.real = nn.Linear(128, 1)
        self.embed = nn.Embedding(CLASSES, 128)

    def forward(self, images: Tensor, labels: Tensor) -> Tensor:
        x = self.shallow(images * 2 - 1)  # (N, 96, 7, 7)
        groups = x.view(GROUP, -1, *x.shape[1:])
        deviation = (groups.var(0, unbiased=False) + 1e-6).sqrt().mean((1, 2, 3))
        deviation = deviation.repeat(GROUP)[:, None, None, None].expand(-1, 1, 7, 7)
        x = self.deep(torch.cat([x, deviation], 1))  # (N, 128)
        return self.real(x).squeeze(1) + (self.embed(labels) * x).sum(1) / 128**0.5


def train(images: Tensor, labels: Tensor, steps: int) -> Generator:
    """Train for `steps` updates of each network and return the averaged generator."""
    generator, discriminator = Generator(), Discriminator()
    averaged = copy.deepcopy(generator).eval().requires_grad_(False)
    g_optimizer, d_optimizer = (
        torch.optim.Adam(network.parameters(), LEARNING_RATE, betas=(0.0, 0.99))
        for network in (generator, discriminator)
    )
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(each, lambda t: min(1.0, 2.0 * (1.0 - t / steps)))
        for each in (g_optimizer, d_optimizer)
    ]
    for step in tqdm(range(steps), desc="training", mininterval=5):
        pick = torch.randint(len(images), (BATCH,))
        real, real_labels = images[pick], labels[pick]
        with torch.autocast("cpu", dtype=torch.bfloat16):  # nearly twice as fast
            with torch.no_grad():
                fake = generator(torch.randn(BATCH, LATENT), real_labels)
            on_real = discriminator(real, real_labels).float()
            on_fake = discriminator(fake.float(), real_labels).float()
        d_loss = F.softplus(-on_real).mean() + F.softplus(on_fake).mean()
        if step % R1_EVERY == 0:
            d_loss = d_loss + R1_EVERY * R1_WEIGHT / 2 * _r1(discriminator, real, real_labels)
        _update(d_optimizer, d_loss)

        fake_labels = torch.randint(CLASSES, (BATCH,))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            fake = generator(torch.randn(BATCH, LATENT), fake_labels)
            on_fake = discriminator(fake.float(), fake_labels).float()
        _update(g_optimizer, F.softplus(-on_fake).mean())
        for schedule in schedules:
            schedule.step()
        _average(averaged, generator, decay=min(AVERAGING, step / (step + 10)))
    return averaged


def _r1(discriminator: Discriminator, real: Tensor, labels: Tensor) -> Tensor:
    """Return the mean squared gradient of the discriminator at real digits."""
    at = real.clone().requires_grad_(True)
    (gradient,) = torch.autograd.grad(discriminator(at, labels).sum(), at, create_graph=True)
    return gradient.square().sum((1, 2, 3)).mean()


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
    sheet = pixels.view(rows, SHEET_COLUMNS, IMAGE_SIDE, IMAGE_SIDE).transpose(1, 2)
    picture = Image.fromarray(sheet.reshape(rows * IMAGE_SIDE, SHEET_COLUMNS * IMAGE_SIDE).numpy())
    with atomic_write(path) as temporary:
        picture.save(temporary, "PNG", optimize=True)


def main() -> None:
    """Train, sample and write both sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument(
        "--weights", type=Path, help="keep the generator's weights here, or use them"
    )
    options = parser.parse_args()
    torch.manual_seed(0)
    if options.weights and options.weights.exists():
        generator = Generator().eval()
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
