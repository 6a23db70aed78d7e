"""Ten thousand files of models, changed at random: each is refused in a sentence, or works.

    python tests/benchmarks/model_files.py [--files 10000] [--shown 200] [--from 0] [--json]

Each file (`tests/support/model_files.py`) is imported as an upload is. Of those that were taken, a
sample is shown on every page, over Streamlit's protocol, by one server that runs for all; there a
drawing is judged as well, and the files to download are made. Names of all that failed are printed.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tqdm import tqdm

from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.storage.quota import MEGABYTES
from anomaly.text import t
from tests.support.model_files import model_file
from tests.support.server import running_app
from tests.support.session import PEN, Session
from tests.support.student import SEVEN

PAGES = ("evaluate", "runs", "compare", "train")  # beside the playground; others show no model
AT_ONCE = 3  # sessions
PATIENCE = 120.0  # seconds for a page


@dataclass
class Outcome:
    """What came of all files.

    Attributes
    ----------
    refused : Counter
        How many were refused with each sentence, by its key.
    taken : Counter
        How many were taken, by the detector they were made from.
    failed : list of str
        Files that ended in anything else, and pages that did not show one that was taken.
    pages : int
        Pages that were shown.
    slowest_s : float
        Seconds of computing for the file that took longest.
    """

    refused: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    pages: int = 0
    slowest_s: float = 0.0


def import_all(seeds: range, outcome: Outcome) -> dict[str, str]:
    """Import each file, and return those taken: what was done to them, by key."""
    kept: dict[str, str] = {}
    for seed in tqdm(seeds, disable=None):
        name, content = model_file(seed)
        start = time.process_time()
        try:
            trained = store.import_file(content)
        except UserError as problem:
            outcome.refused[problem.key] += 1
            str(problem).encode()
        except Exception as error:
            outcome.failed.append(f"{seed} ({name}): {error!r}")
        else:
            outcome.taken[name.partition(":")[0]] += 1
            kept[trained.key] = f"{seed} ({name})"
        outcome.slowest_s = max(outcome.slowest_s, time.process_time() - start)
    return kept


async def show_all(address: str, kept: dict[str, str], outcome: Outcome) -> None:
    """Show each model on every page that shows one."""
    place = asyncio.Semaphore(AT_ONCE)

    async def show(key: str, name: str) -> None:
        async with place, Session(address, f"model={key}") as session:
            for page in ("playground", *PAGES):
                try:
                    await _show(session, page, key)
                    outcome.pages += 1
                except (AssertionError, LookupError, OSError, TimeoutError, ValueError) as error:
                    outcome.failed.append(f"{name} on {page}: {error!r}")

    await asyncio.gather(*(show(key, name) for key, name in kept.items()))


async def _show(session: Session, page: str, key: str) -> None:
    if page == "playground":
        await session.until(lambda: session.finished and session.has(PEN), PATIENCE, page)
        assert session.query_value("model") == key
        told = session.data_of(PEN)
        if told.get("questions"):  # not for a detector that has to search
            assert (await session.ask(SEVEN))["score"] is not None
            await session.ask(SEVEN, along=True)
        if told.get("weights"):
            await asyncio.to_thread(_read, f"{session.address}/{told['weights']}")
    else:
        ends = session.finished
        await session.choose(page)
        await session.until(lambda: session.finished > ends, PATIENCE, page)
    assert t("app.failed") not in session.sentences()
    assert session.exceptions == []


def _read(url: str) -> None:
    try:
        with urlopen(url, timeout=PATIENCE) as answer:
            answer.read()
    except HTTPError as error:
        raise AssertionError(f"{url} answers with {error.code}") from error


def main() -> int:
    """Return 0 if all were refused or work, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--shown", type=int, default=200)
    parser.add_argument("--from", dest="first", type=int, default=0, help="first seed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANOMALY_MODELS"] = str(Path(folder) / "models")
        MEGABYTES[store.UPLOADED] = sys.maxsize  # nobody else has files there
        seeds = range(options.first, options.first + options.files)
        kept = import_all(seeds, outcome)
        if not options.json:
            taken = f"taken {outcome.taken.total()}: {dict(outcome.taken)}"
            print(
                f"refused {outcome.refused.total()}: {dict(outcome.refused)}, {taken}", flush=True
            )
        some = random.Random(options.first).sample(sorted(kept), min(options.shown, len(kept)))
        for path in store.list_files():
            if path.parent != store.BUNDLED and store.key_of(path) not in some:
                path.unlink()
        with running_app(Path(folder)) as address:
            asyncio.run(show_all(address, {key: kept[key] for key in some}, outcome))
        log = (Path(folder) / "server.log").read_text()
    tracebacks = log.count("Traceback")
    if options.json:
        print(json.dumps(vars(outcome) | {"tracebacks": tracebacks}, indent=2))
    else:
        print(f"{outcome.pages} pages shown, {tracebacks} tracebacks in the log")
        print(*outcome.failed, sep="\n")
    return int(bool(outcome.failed or tracebacks))


if __name__ == "__main__":
    sys.exit(main())
