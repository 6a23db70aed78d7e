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

    python tests/benchmarks/classroom.py --lesson --students 30 --minutes 3

holds a lesson instead: all draw without a class for up to half a minute, then join one by its code,
draw and guess what the teacher asks for, follow the teacher, lose their connections once, and
leave, while a wall hears and scores what comes; then they draw on for as long. `without_class` has
the times before and after it, and `machine_ms` the median and 95th percentile of what the same
small work took meanwhile and in the class: a machine that others share is slower at times, which
the times then show. `task_shown_ms` runs from the teacher's click to a student's screen, `wall_ms`
from sending a drawing to the wall, `scored_ms` to its score there. `lost` counts drawings and
guesses that the server said it keeps and its database does not have, `late` those that came after
the end of their task.
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
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from anomaly.classroom.database import VARIABLE, Database
from anomaly.serving.process import free_port
from anomaly.ui.session.server import TIDY_INTERVAL
from tests.benchmarks.class_lesson import hold_lesson
from tests.benchmarks.class_student import PAUSE, Student
from tests.benchmarks.latency import VIEWPORT, measure
from tests.benchmarks.lesson_measured import Lesson
from tests.support.action_log import Log
from tests.support.app import Playground, running_browser, settle
from tests.support.gauge import Gauge
from tests.support.server import PROJECT, environment_for, start_app, wait_until_healthy
from tests.support.session import TRAINING, Session
from tests.support.student import answer_of

FIRST_SEED = 999_999
SETTLING = 1.5 * TIDY_INTERVAL  # seconds until a server that was left has tidied up


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


async def _work(address: str, students: int, log: Log, until: float) -> dict[str, Any]:
    """Have everybody work with the playground until a time."""
    everybody = [Student(address, number, log) for number in range(students)]
    await asyncio.gather(*(student.attend(until) for student in everybody))
    return {}


async def _learn(
    address: str, students: int, log: Log, until: float, database: str
) -> dict[str, Any]:
    """Hold a lesson until a time; return what is measured of lessons alone."""
    lesson = Lesson(address, students, log)
    await hold_lesson(lesson, until)
    log.errors += lesson.without.errors
    log.seconds["open"] += lesson.without.seconds.pop("open", [])
    kept = Database(database)
    lost = lesson.lost(kept)
    kept.close()
    return {"lost": lost, **lesson.summary()}


def hold_class(
    address: str, pid: int, students: int, options: argparse.Namespace, database: str
) -> dict[str, Any]:
    """Have a class work with a server that stands idle after some use; return what was measured."""
    asyncio.run(_visit(address, FIRST_SEED))
    time.sleep(SETTLING)
    gauge, log = Gauge(pid), Log()
    idle, used, start = gauge.megabytes(), gauge.cpu_seconds(), time.monotonic()
    until = start + 60 * options.minutes
    riders = [
        threading.Thread(target=ride_along, args=(address, number, until, log))
        for number in range(options.browsers)
    ]
    with gauge.watching():
        for rider in riders:
            rider.start()
        act = partial(_learn, database=database) if options.lesson else _work
        measured = asyncio.run(act(address, students, log, until))
        for rider in riders:
            rider.join()
    asyncio.run(_compare(address, log))
    cores = (gauge.cpu_seconds() - used) / (time.monotonic() - start)
    peak = gauge.peak
    time.sleep(options.wait)
    asyncio.run(_visit(address))  # Streamlit lets go of sessions that expired when another comes
    time.sleep(SETTLING)
    memory = {"idle": idle, "peak": peak, "after": gauge.megabytes()}
    return {
        "students": students,
        "cores": round(cores, 2),
        "memory_mb": {name: round(value) for name, value in memory.items()},
        "memory_by_minute_mb": [round(value) for value in gauge.by_minute],
        **log.summary(),
        **measured,
    }


async def _visit(address: str, seed: int | None = None) -> None:
    """Open the page once, train if a seed is given, and leave."""
    async with Session(address) as session:
        await session.until(lambda: session.finished, patience=TRAINING)
        if seed is not None:
            await session.train(seed)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--students", type=int, nargs="+", default=[30])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--browsers", type=int, help="2, with --lesson none")
    parser.add_argument("--lesson", action="store_true", help="hold a lesson")
    parser.add_argument("--database", metavar="URL", help="of the classes; else a file")
    parser.add_argument(
        "--wait",
        type=float,
        default=150.0,
        help="seconds from the end to the last look at the memory; Streamlit keeps a session for "
        "120 s in case it comes back",
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    options = parser.parse_args()
    if options.browsers is None:
        options.browsers = 0 if options.lesson else 2
    results = []
    for students in options.students:
        with tempfile.TemporaryDirectory() as place:
            database = options.database or f"sqlite:///{place}/classes.sqlite"
            with serving(Path(place), options.replicas, **{VARIABLE: database}) as (pid, url):
                result = hold_class(url, pid, students, options, database)
        results.append({"replicas": options.replicas} | result)
        if not options.json:
            print(json.dumps(results[-1], indent=1), flush=True)
    if options.json:
        print(json.dumps(results if len(results) > 1 else results[0]))


@contextmanager
def serving(folder: Path, replicas: int, **environment: str) -> Iterator[tuple[int, str]]:
    """Start one process of the app, or several behind nginx; give its number and address."""
    if replicas == 1:
        server, url = start_app(folder, "app.py", None, **environment)
    else:
        port = free_port()
        url = f"http://localhost:{port}"
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "anomaly",
                "serve",
                "--replicas",
                str(replicas),
                "--port",
                str(port),
            ],
            cwd=PROJECT,
            env=environment_for(folder) | environment,
        )
        wait_until_healthy(port, server)
    try:
        yield server.pid, url
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main()
