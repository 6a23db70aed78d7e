"""Killing what trains and stores, at moments it does not choose."""

import itertools
import multiprocessing
import os
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from unittest import mock

import pytest
from safetensors.torch import save
from torch import Tensor

from anomaly import tensor_file
from anomaly.data.digits import load_generated
from anomaly.detectors import recipe
from anomaly.jobs.queue import JobQueue
from anomaly.paths import model_folder
from anomaly.storage import store
from anomaly.storage.checkpoints import FORMAT
from anomaly.training.plan import TrainingPlan

KILLS = 20
PARTS = 10  # of a file, on its slow way to disk
TIMEOUT = 60.0
QUICK = replace(recipe("autoencoder"), epochs=2, least_updates=0)  # most of the time goes to disk


def save_slowly(tensors: dict[str, Tensor], path: Path, metadata: dict[str, str]) -> None:
    """Write as a slow disk does, or nobody would ever see half a file."""
    content = save(tensors, metadata)
    with path.open("wb", buffering=0) as file:
        for part in range(PARTS):
            file.write(content[part * len(content) // PARTS : (part + 1) * len(content) // PARTS])
            time.sleep(0.02)


def train_without_end(folder: str, kill: int) -> None:
    """Train and store one detector after another."""
    os.environ["ANOMALY_MODELS"] = folder
    mock.patch.object(tensor_file, "save_file", save_slowly).start()
    digits = load_generated()
    queue = JobQueue()
    for seed in itertools.count(1000 * kill):
        job = queue.submit(TrainingPlan(settings=QUICK, seed=seed, most_digits=50), digits, "test")
        while job.active:
            time.sleep(0.001)


def files() -> set[Path]:
    return set(model_folder().rglob("*.safetensors*"))


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> "multiprocessing.context.ForkServerContext":
    """Return a context whose processes have torch loaded already."""
    # New processes run the file of the main module, for which AppTest leaves a script of its own.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def test_a_process_killed_while_it_trains_and_stores_leaves_whole_models_or_none(
    forked: "multiprocessing.context.ForkServerContext",
) -> None:
    moments = random.Random(0)
    for kill in range(KILLS):
        before = files()
        process = forked.Process(target=train_without_end, args=(str(model_folder()), kill))
        process.start()
        end = time.monotonic() + TIMEOUT
        while files() <= before:
            assert time.monotonic() < end, "nothing was written"
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.6))
        process.kill()
        process.join()
        for path in store.list_files():
            store.load(path)
        for path in model_folder().glob("epochs/[!.]*"):
            tensor_file.read_tensors(path, FORMAT)
    assert len(list(model_folder().glob("[!.]*.safetensors"))) >= KILLS / 2
