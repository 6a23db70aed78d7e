"""A class at work on one server: how long its students wait, and what it takes.

    python tests/benchmarks/classroom.py --students 30 --minutes 2

Students are sessions over Streamlit's own protocol, each of which opens the page and then, every 3
to 6 s, draws, picks a sample, moves the threshold or changes the detector; every sixth trains one
network after another instead, and every third makes another digit the normal one in the first
minute, and looks at detectors that come ready trained for each digit. Times run from the message
that a browser would send to the answer to it; a browser adds its own drawing, and what it shows
meanwhile by itself takes no server. Two real browsers ride along, whose times run from the mouse to
the page, and what they show is compared with what the protocol says. Several numbers of students
are measured one after another, each on a server of its own.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from streamlit.proto.Common_pb2 import StringArray

from anomaly.data.digits import LABELS
from anomaly.detectors import DETECTORS
from anomaly.serving.process import free_port
from anomaly.text import display_name, t
from anomaly.ui.session.server import TIDY_INTERVAL
from tests.benchmarks.latency import VIEWPORT, measure
from tests.support.action_log import Log
from tests.support.app import Playground, running_browser, settle
from tests.support.gauge import Gauge
from tests.support.server import PROJECT, environment_for, start_app, wait_until_healthy
from tests.support.session import ANSWER, PEN, TRAINING, Session
from tests.support.student import answer_of
from tests.support.widgets import Stroke

PAUSE = (3.0, 6.0)  # seconds between two actions
ARRIVAL = 10.0  # seconds in which the class opens the page
FIRST_SEED = 999_999
SETTLING = 1.5 * TIDY_INTERVAL  # seconds until a server that was left has tidied up
TRAINS = 6  # every which student trains
CHANGES = 3  # every which makes another digit the normal one
FIRST_MINUTE = 60.0  # seconds, in which they do
READY = ["autoencoder", "gradients", "convolutional", "pca"]  # trained for each of the ten digits
QUICK = [name for name in DETECTORS if name != "anogan"]  # whose search takes seconds by design
ACTIONS = ("draw", "sample", "threshold", "detector")
WEIGHTS = (5, 2, 2, 1)


class Student:
    """Someone with an open page, in a browser of their own."""

    def __init__(self, address: str, number: int, log: Log) -> None:
        self.number = number
        self.trains = number % TRAINS == TRAINS - 1
        self.changes = number % CHANGES == 0
        self.detectors = READY if self.changes else QUICK
        self.log = log
        self.chance = random.Random(number)
        self.session = Session(address)
        self.turn = 0
        self.strokes: list[Stroke] = []

    async def attend(self, until: float) -> None:
        """Open the page, work until a time, and leave."""
        try:
            await asyncio.sleep(self.chance.uniform(0, ARRIVAL))
            start = time.monotonic()
            async with self.session as session:
                await session.until(lambda: session.finished, patience=TRAINING)
                self.log.seconds["open"].append(time.monotonic() - start)
                change_at = start + self.chance.uniform(0, FIRST_MINUTE - ARRIVAL - PAUSE[1])
                while time.monotonic() < until:
                    await asyncio.sleep(self.chance.uniform(*PAUSE))
                    changes = self.changes and time.monotonic() >= change_at
                    self.changes = self.changes and not changes
                    await self.act("normal" if changes else "")
        except Exception as error:
            self.log.errors.append(f"{type(error).__name__}: {error}")
        self.log.errors += self.session.exceptions

    async def act(self, kind: str = "") -> None:
        """Do one thing, by default any, and wait for its answer."""
        kind = kind or self.chance.choices(ACTIONS, WEIGHTS)[0]
        if self.trains and self.turn % 2 == 0:
            kind = "train"
        elif self.trains and kind == "detector":
            kind = "draw"  # Train begins with the detector in view, and not each has epochs
        self.turn += 1
        try:
            self.log.seconds[kind].append(await getattr(self, kind)())
        except TimeoutError as error:
            there = f"{self.session.query}, {self.session.sentences()}"
            self.log.errors.append(f"{kind}: {error}; the page: {there}")

    async def _answer(self, holds: Callable[[dict[str, Any]], object]) -> float:
        """Wait for an answer that was not there before and that says what it should."""
        session, before = self.session, self.session.find(ANSWER)

        def answered() -> bool:
            return session.find(ANSWER) is not before and bool(holds(answer_of(session)))

        return await session.until(answered)

    async def draw(self) -> float:
        if len(self.strokes) == 4:
            self.strokes = []
        x, y = self.chance.uniform(0.2, 0.8), self.chance.uniform(0.1, 0.3)
        middle = (self.chance.uniform(0.3, 0.7), 0.5)
        self.strokes.append([(x, y), middle, (1 - x, self.chance.uniform(0.7, 0.9))])
        session, (*before, stroke) = self.session, self.strokes
        asks = session.data_of(PEN)["weights"] == ""
        for count in range(1, len(stroke)) if asks else ():
            await session.ask(*before, stroke[:count])
        reply = asyncio.create_task(self._ask())
        await session.draw(*self.strokes)
        took = await self._answer(lambda answer: answer["drawing"] == session.drawings)
        await reply
        if asks:
            await session.ask(*self.strokes, along=True)
        return took

    async def _ask(self) -> None:
        """Ask about the drawing, as the page does at pen-up."""
        start = time.monotonic()
        await self.session.ask(*self.strokes)
        self.log.seconds["reply"].append(time.monotonic() - start)

    async def sample(self) -> float:
        session = self.session
        if not session.has("sample_grid"):
            await session.open_tab(t("tab.sample"), "sample_grid")
        row = self.chance.choice(session.data_of("sample_grid")["rows"])
        await session.trigger("sample_grid", "chosen", row)
        took = await self._answer(lambda answer: answer["score"] is not None)
        await session.until(lambda: session.query_value("sample").endswith(f"-{row}"))
        return took

    async def threshold(self) -> float:
        sequence = 1000 * self.turn
        move = {"threshold": self.chance.uniform(1, 60), "rule": None, "sequence": sequence}
        await self.session.trigger("threshold", "moved", move)
        return await self._answer(lambda answer: answer["sequence"] == sequence)

    async def detector(self) -> float:
        before = answer_of(self.session)["content_key"]
        labels = [display_name("detector", name) for name in self.detectors]
        now = self.session.value_of("detector").string_value
        labels.remove(now)
        await self.session.set("detector", string_value=self.chance.choice(labels))
        return await self._answer(lambda answer: answer["content_key"] != before)

    async def normal(self) -> float:
        session, label = self.session, self.chance.choice([label for label in LABELS if label != 1])
        await session.set("normal", string_array_value=StringArray(data=[str(label)]))
        took = await self._answer(lambda answer: answer["score"] is not None)
        await session.until(lambda: session.query_value("normal") == str(label))
        return took

    async def train(self) -> float:
        took = await self.session.train(1000 * self.number + self.turn)
        await self.session.turn_to("", ANSWER)
        return took


def ride_along(address: str, number: int, until: float, log: Log) -> None:
    """Draw in a real browser all the while, and see in the end whether the page shows the truth."""
    chance = random.Random(number)
    try:
        with running_browser() as browser:
            playground = Playground(browser.new_page(viewport=VIEWPORT)).open(address)
            while time.monotonic() < until:
                x = chance.uniform(0.2, 0.8)
                stroke = [(x, chance.uniform(0.2, 0.3)), (1 - x, 0.85)]
                draw = partial(playground.draw_here, stroke)
                took = measure(playground, "mouseup", "answer", draw) / 1000
                log.seconds["browser_draw"].append(took)
                time.sleep(chance.uniform(*PAUSE))
                playground.clear()
                settle(playground.page)
            page = playground.page
            page.goto(f"{address}/?sample=mnist-{number}&detector=gradients")
            playground.verdict.get_by_text("score").first.wait_for()
            log.seen[page.url.partition("?")[2]] = playground.verdict.inner_text()
    except Exception as error:
        log.errors.append(f"a browser: {type(error).__name__}: {str(error)[:300]}")


async def _compare(address: str, log: Log) -> None:
    """See whether browsers showed the scores that the protocol says."""
    for query, seen in log.seen.items():
        async with Session(address, query) as session:
            await session.until(lambda: session.finished)
            decimals = session.data_of("verdict_sentence")["decimals"]
            score = f"score {answer_of(session)['score']:.{decimals}f},"
        if score not in seen:
            log.errors.append(f"a page shows {seen!r}, and the protocol says {score}")


async def _attend_all(students: list[Student], until: float) -> None:
    await asyncio.gather(*(student.attend(until) for student in students))


def hold_class(
    address: str, pid: int, students: int, minutes: float, browsers: int, wait: float
) -> dict[str, Any]:
    """Have a class work with a server that stands idle after some use; return what was measured."""
    asyncio.run(_visit(address, FIRST_SEED))
    time.sleep(SETTLING)
    gauge, log = Gauge(pid), Log()
    idle, used, start = gauge.megabytes(), gauge.cpu_seconds(), time.monotonic()
    until = start + 60 * minutes
    riders = [
        threading.Thread(target=ride_along, args=(address, number, until, log))
        for number in range(browsers)
    ]
    with gauge.watching():
        for rider in riders:
            rider.start()
        asyncio.run(_attend_all([Student(address, at, log) for at in range(students)], until))
        for rider in riders:
            rider.join()
    asyncio.run(_compare(address, log))
    cores = (gauge.cpu_seconds() - used) / (time.monotonic() - start)
    peak = gauge.peak
    time.sleep(wait)
    asyncio.run(_visit(address))  # Streamlit lets go of sessions that expired when another comes
    time.sleep(SETTLING)
    memory = {"idle": idle, "peak": peak, "after": gauge.megabytes()}
    return {
        "students": students,
        "cores": round(cores, 2),
        "memory_mb": {name: round(value) for name, value in memory.items()},
        **log.summary(),
    }


async def _visit(address: str, seed: int | None = None) -> None:
    """Open the page once, train if a seed is given, and leave."""
    async with Session(address) as session:
        await session.until(lambda: session.finished, patience=TRAINING)
        if seed is not None:
            await session.train(seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, nargs="+", default=[30])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--browsers", type=int, default=2)
    parser.add_argument(
        "--wait",
        type=float,
        default=150.0,
        help="seconds from the end to the last look at the memory; Streamlit keeps a session for "
        "120 s in case it comes back",
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    options = parser.parse_args()
    results = []
    for students in options.students:
        with tempfile.TemporaryDirectory() as folder, serving(Path(folder), options) as (pid, url):
            result = hold_class(url, pid, students, options.minutes, options.browsers, options.wait)
        results.append({"replicas": options.replicas} | result)
        if not options.json:
            print(json.dumps(results[-1], indent=1), flush=True)
    if options.json:
        print(json.dumps(results))


@contextmanager
def serving(folder: Path, options: argparse.Namespace) -> Iterator[tuple[int, str]]:
    """Start one process of the app, or several behind nginx; give its number and address."""
    if options.replicas == 1:
        server, url = start_app(folder)
    else:
        port = free_port()
        url = f"http://localhost:{port}"
        count = str(options.replicas)
        server = subprocess.Popen(
            [sys.executable, "-m", "anomaly", "serve", "--replicas", count, "--port", str(port)],
            cwd=PROJECT,
            env=environment_for(folder),
        )
        wait_until_healthy(port, server)
    try:
        yield server.pid, url
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main()
