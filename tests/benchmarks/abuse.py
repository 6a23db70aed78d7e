"""Abuse of one server while two honest students draw: how long they wait, and what it takes.

    python tests/benchmarks/abuse.py [--json] [--only held_pages reruns] [--replicas 2]

Each attack has a server of its own, whose pages have been opened once, and comes from another
process and another address of this machine, which stands for another computer. Before it, the
students' strokes are timed in calm (`calm_ms`), then while it goes on (`honest_ms`), from the
message that a browser would send to the answer. Meanwhile somebody new opens the page every few
seconds (`newcomer_s`), and under attacks on the queue trains a network (`training_s`; before it
`calm_training_s`). `peak_mb` is memory over what the server had in calm. After the attack it counts
as recovered (`recovered_s`) once five strokes in a row took no longer than three times what they
took in calm, and memory is within 200 MB of what it was. `achieved` is what the attack came to do,
`why` says what does not hold.
"""

import argparse
import asyncio
import itertools
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from anomaly.descriptors import raise_limit
from tests.benchmarks.classroom import serving
from tests.support.action_log import percentile
from tests.support.attacks import ATTACKS
from tests.support.attacks.attack import Attack
from tests.support.attacks.judgement import RECOVERY, SLOWER, shortcomings
from tests.support.attacks.scene import IN_PLACE, Scene
from tests.support.gauge import Gauge
from tests.support.server import PROJECT, environment_for
from tests.support.session import TRAINING, Session
from tests.support.student import ONE, SEVEN, answer_of

CALM = 6.0  # seconds of strokes before an attack
GRACE = 10.0  # seconds in which the process of an attack must end
PAUSE = 0.4  # seconds between two strokes
ARRIVALS = 8.0  # seconds from one newcomer to the next
MARGIN = 200.0  # megabytes over what it had in calm
IN_A_ROW = 5
HONEST_SEED = 71_000
READY, GO = b"ready\n", b"go\n"  # what an attack's process says, and is told


@dataclass
class Watch:
    """Times of honest students in one phase, in seconds."""

    strokes: list[float] = field(default_factory=list)
    newcomers: list[float] = field(default_factory=list)
    trainings: list[float] = field(default_factory=list)

    def milliseconds(self) -> dict[str, int]:
        """Return what a student waited for a stroke."""
        times = self.strokes or [math.inf]
        shares = {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95), "max": max(times)}
        return {name: round(1000 * value) for name, value in shares.items()}


class Classroom:
    """Two honest students who draw, and others who come and go.

    Attributes
    ----------
    watch : Watch
        Where times go from now on.
    errors : list of str
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.watch = Watch()
        self.errors: list[str] = []
        self._seeds = itertools.count(HONEST_SEED)

    async def draw(self) -> None:
        """Draw one stroke after another until cancelled."""
        async with Session(self.address) as session:
            await session.until(lambda: session.finished, patience=TRAINING)
            for stroke in itertools.cycle((ONE, SEVEN)):
                watch, start = self.watch, time.monotonic()
                try:
                    await session.draw(stroke)
                    await session.until(lambda: answer_of(session)["drawing"] == session.drawings)
                except Exception as error:
                    self.errors.append(f"a stroke: {type(error).__name__}: {error}")
                    return
                finally:
                    watch.strokes.append(time.monotonic() - start)
                    self.errors += session.exceptions
                await asyncio.sleep(PAUSE)

    async def arrive(self) -> None:
        """Open a page every few seconds until cancelled."""
        while True:
            watch, start = self.watch, time.monotonic()
            try:
                async with Session(self.address) as session:
                    await session.until(lambda: session.finished)
                    watch.newcomers.append(time.monotonic() - start)
            except Exception as error:
                self.errors.append(f"a newcomer: {type(error).__name__}: {error}")
            await asyncio.sleep(ARRIVALS)

    async def look_around(self) -> None:
        """Open pages once, so that what they import is not loaded during an attack."""
        async with Session(self.address) as session:
            await session.until(lambda: session.finished)
            for page in ("evaluate", "runs", "train"):
                ends = session.finished
                await session.choose(page)
                await session.settled(ends)

    async def train(self) -> None:
        """Train a network."""
        async with Session(self.address) as session:
            await session.until(lambda: session.finished)
            self.watch.trainings.append(await session.train(next(self._seeds)))

    async def wait_for(self, strokes: int) -> None:
        """Wait until so many strokes were drawn."""
        while len(self.watch.strokes) < strokes:
            if self.errors:
                raise RuntimeError(self.errors)
            await asyncio.sleep(0.2)

    @contextmanager
    def phase(self) -> Iterator[Watch]:
        """Let times go to a new watch."""
        before, self.watch = self.watch, Watch()
        yield self.watch
        self.watch = before


async def measure(name: str, address: str, gauge: Gauge, folder: Path) -> dict[str, Any]:
    """Measure one attack on a running server."""
    attack, room = ATTACKS[name], Classroom(address)
    await room.look_around()
    if attack.prepare is not None:
        await asyncio.to_thread(attack.prepare, folder / "models")
    if attack.is_on_queue:
        await room.train()  # so that the process that trains is there
        with room.phase() as calm_training:
            await room.train()
    attacker = await _begin(name, address, folder)
    people = [asyncio.create_task(job) for job in (room.draw(), room.draw(), room.arrive())]
    try:
        await room.wait_for(2 * IN_A_ROW)
        with room.phase() as calm:
            await asyncio.sleep(CALM)
        idle = gauge.peak = gauge.megabytes()
        with room.phase() as under, gauge.watching():
            start = time.monotonic()
            achieved = await _attack(attack, attacker, room)
            lasted = time.monotonic() - start
            await room.wait_for(2)  # the strokes on their way where it was short
        peak = gauge.peak - idle
        recovered = await _recover(room, gauge, idle, percentile(calm.strokes, 0.95))
    finally:
        await _end(attacker)
        for task in people:
            task.cancel()
        await asyncio.gather(*people, return_exceptions=True)
    result = {
        "attack": name,
        "achieved": achieved,
        "lasted_s": round(lasted, 1),
        "calm_ms": calm.milliseconds(),
        "honest_ms": under.milliseconds(),
        "newcomer_s": round(max(under.newcomers, default=0.0), 2),
        "peak_mb": round(peak),
        "recovered_s": None if recovered is None else round(recovered, 1),
        "errors": sorted(set(room.errors)),
    }
    if attack.is_on_queue:
        result["calm_training_s"] = round(calm_training.trainings[0], 1)
        result["training_s"] = round(under.trainings[0], 1) if under.trainings else None
    why = shortcomings(result, attack.least)
    return result | {"holds": not why, "why": why}


async def _attack(
    attack: Attack, attacker: asyncio.subprocess.Process, room: Classroom
) -> dict[str, int]:
    """Have a process carry its attack out, and return what it achieved."""
    assert attacker.stdin is not None
    assert attacker.stdout is not None
    attacker.stdin.write(GO)
    with suppress(TimeoutError):
        async with asyncio.timeout(attack.longest + GRACE):
            said = await attacker.stdout.readline()
            if said == IN_PLACE:
                await room.train()
                attacker.stdin.write(GO)
                said = await attacker.stdout.readline()
            await attacker.wait()
            return dict(json.loads(said))
    await _end(attacker)
    return {}


async def _begin(name: str, address: str, folder: Path) -> asyncio.subprocess.Process:
    """Start the process of an attack, which then waits for the word."""
    attacker = await asyncio.create_subprocess_exec(
        sys.executable,
        __file__,
        *("--attack", name, "--address", address.replace("localhost", "127.0.0.1")),
        cwd=PROJECT,
        env=environment_for(folder) | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert attacker.stdout is not None
    assert await attacker.stdout.readline() == READY
    return attacker


async def _end(attacker: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        attacker.kill()
    await attacker.wait()


async def _recover(room: Classroom, gauge: Gauge, idle: float, calm: float) -> float | None:
    """Return the seconds until the server is as before; None if it is not within `RECOVERY`."""
    start = time.monotonic()
    with room.phase() as after:
        while (took := time.monotonic() - start) < RECOVERY:
            await asyncio.sleep(1)
            last = after.strokes[-IN_A_ROW:]
            is_calm = len(last) == IN_A_ROW and max(last) <= SLOWER * calm
            if is_calm and await asyncio.to_thread(gauge.megabytes) <= idle + MARGIN:
                return took
    return None


def run_attack(attack: Attack, address: str) -> None:
    """Carry an attack out, once there is word to begin, giving way to all other processes.

    It stands for another computer, so that its own work is not to cost the server time.
    """
    if hasattr(os, "nice"):
        os.nice(19)
    raise_limit()
    sys.stdout.buffer.write(READY)
    sys.stdout.flush()
    sys.stdin.buffer.readline()
    asyncio.run(_carry_out(attack, Scene(address)))


async def _carry_out(attack: Attack, scene: Scene) -> None:
    with suppress(Exception):  # what it achieved says whether it came to anything
        async with asyncio.timeout(attack.longest):
            await attack.act(scene)
    print(json.dumps(scene.achieved), flush=True)
    os._exit(0)  # without waiting for its threads


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=ATTACKS, default=list(ATTACKS), metavar="NAME")
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--attack", choices=ATTACKS, help=argparse.SUPPRESS)
    parser.add_argument("--address", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.attack:
        run_attack(ATTACKS[options.attack], options.address)
        return
    results = []
    for name in options.only:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            with serving(folder, options.replicas) as (pid, address):
                results.append(asyncio.run(measure(name, address, Gauge(pid), folder)))
        if not options.json:
            print(json.dumps(results[-1]), flush=True)
    if options.json:
        print(json.dumps(results))


if __name__ == "__main__":
    main()
