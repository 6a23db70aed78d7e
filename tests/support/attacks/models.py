"""Models that are large, many, or make no sense."""

import asyncio
import os
import random
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from anomaly.storage import store
from anomaly.training.trained import TrainedDetector
from tests.support.attacks.attack import attack
from tests.support.attacks.scene import REFUSALS, Scene, look, try_all
from tests.support.models import bundled, large_model, write_large_models
from tests.support.session import Session
from tests.support.uploading import Uploader, hand_in

TWENTY = partial(write_large_models, count=20)


@attack(prepare=TWENTY, visits=6)
async def compared_runs(scene: Scene) -> None:
    """Six visits of Compare runs at once, which wait while twenty large models are tested."""

    async def visit() -> None:
        async with scene.session() as session:
            await session.until(lambda: session.finished)
            ends = session.finished
            await session.choose("runs")
            await session.settled(ends)
            scene.achieved["visits"] += 1
            await asyncio.sleep(10)

    await try_all(*(visit() for _ in range(6)))


@attack(prepare=TWENTY, opened=20)
async def large_links(scene: Scene) -> None:
    """Twenty large models opened by links at once."""
    keys = [store.key_of(path) for path in store.list_files()]
    await try_all(*(look(scene, f"model={key}") for key in keys[:20]))


@attack(prepare=partial(write_large_models, count=5), requests=500)
async def weights_of_nothing(scene: Scene) -> None:
    """Requests for weights of large models, at addresses that no page was told."""
    keys = [store.key_of(path) for path in store.list_files()][:5]
    await try_all(*(scene.ask_on(f"/weights/{key}/x", 60, 12.0) for key in keys))


@attack(handed_in=30, megabytes_stored=900, others_stored=1, longest=150.0)
async def filled_quota(scene: Scene) -> None:
    """Models of 32 MB from six pages, until a gigabyte is taken; then somebody else's."""

    async def fill(page: int) -> None:
        async with scene.session() as session:
            await session.until(lambda: session.finished)
            for seed in range(6):
                with suppress(*REFUSALS):
                    model = await asyncio.to_thread(large_model, 10 * page + seed)
                    await _hand_in_model(scene.uploader(session), session, model)
                    scene.achieved["handed_in"] += 1

    await try_all(*(fill(page) for page in range(6)))
    before = _uploaded()
    scene.achieved["megabytes_stored"] = sum(map(store.size_of, before)) // 1_000_000
    async with Session(scene.address) as other:
        await other.until(lambda: other.finished)
        await _hand_in_model(Uploader(scene.address, "", other.process), other, bundled())
    scene.achieved["others_stored"] = len({*_uploaded()} - {*before})


def _uploaded() -> list[Path]:
    """Return the files of uploaded models that the server stores."""
    return [path for path in store.list_files() if store.key_of(path).startswith(store.UPLOADED)]


async def _hand_in_model(uploader: Uploader, session: Session, model: TrainedDetector) -> None:
    with TemporaryDirectory() as folder:
        content = store.save(model, folder).read_bytes()
    await _hand_in_bytes(uploader, session, content)


async def _hand_in_bytes(uploader: Uploader, session: Session, content: bytes) -> None:
    file = f"{random.getrandbits(60):015x}"
    name = f"{file}{store.SUFFIX}"
    await asyncio.to_thread(uploader.put, session.name, content, file, name)
    ends = session.finished
    await session.choose("runs")
    await session.settled(ends)
    key = next(it.id for it in session.elements("file_uploader") if "model_file" in it.id)
    ends = session.finished
    await hand_in(session, key.rpartition("-")[2], file, name, len(content))
    await session.settled(ends)


def _hostile_models() -> list[TrainedDetector]:
    """Return detectors that cannot be shown."""
    good = bundled()
    huge = torch.full_like(good.test_scores, 3.4e38)
    heavy = bundled()
    first = next(iter(heavy.detector.state_dict().values()))
    first.view(-1)[0] = 3.4e38
    return [
        replace(good, source="nowhere"),
        replace(good, test_scores=huge),
        replace(good, test_labels=torch.ones_like(good.test_labels)),
        replace(good, test_labels=torch.full_like(good.test_labels, 7)),
        heavy,
    ]


@attack(handed_in=5)
async def hostile_models(scene: Scene) -> None:
    """Models that cannot be shown, and all pages opened with each that was taken."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        uploader = scene.uploader(session)
        for model in _hostile_models():
            with suppress(*REFUSALS):
                await _hand_in_model(uploader, session, model)
                scene.achieved["handed_in"] += 1
    for key in [store.key_of(path) for path in _uploaded()][:10]:
        for page in ("", "train", "evaluate", "compare", "runs"):
            async with scene.session(f"model={key}") as session:
                await session.until(lambda session=session: session.finished)  # type: ignore[misc]
                ends = session.finished
                await session.choose(page)
                await session.settled(ends)
                scene.achieved["pages"] += 1


@attack(handed_in=12)
async def crafted_heads(scene: Scene) -> None:
    """Files of models whose headers lie about what follows."""
    async with scene.session() as session:
        await session.until(lambda: session.finished)
        uploader = scene.uploader(session)
        for head in (b"{", b'{"a":' * 10_000, b"[" * 99_999, b"\xff" * 1000):
            for length in (len(head), 2**63 - 1, 100_000_000):
                content = length.to_bytes(8, "little") + head
                with suppress(*REFUSALS):
                    await _hand_in_bytes(uploader, session, content)
                    scene.achieved["handed_in"] += 1


def write_odd_names(models: Path) -> None:
    models.mkdir(exist_ok=True)
    for name in (b"\xff\xfe", b"a\nb\x1b[31m", b"[a](http://site.example)", b"<img src=x>"):
        path = os.fsencode(models) + b"/" + name + b"-1-0123456789abcdef.safetensors"
        with suppress(OSError), open(path, "wb") as file:
            file.write(b"no model")


@attack(prepare=write_odd_names, visits=3)
async def odd_names(scene: Scene) -> None:
    """Compare runs, with names of files in the models' folder that are none."""
    for _ in range(3):
        async with scene.session() as session:
            await session.until(lambda session=session: session.finished)  # type: ignore[misc]
            ends = session.finished
            await session.choose("runs")
            await session.settled(ends)
            scene.achieved["visits"] += 1
