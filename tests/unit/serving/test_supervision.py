"""When a program is started again; here it is a stub in this process."""

import socket
import threading
from pathlib import Path

import pytest

from anomaly.errors import UserError
from anomaly.serving import nginx as nginx_module
from anomaly.serving import supervision
from anomaly.serving.nginx import MAX_FAILURES, Nginx
from anomaly.serving.process import START_TIMEOUT, GuardedProcess, free_port
from anomaly.serving.supervision import CHECK_INTERVAL, MAX_FAILED_CHECKS, SupervisedProgram
from tests.unit.jobs.test_queue import Clock


class StubProcess(GuardedProcess):
    """A process that ends when a test says so."""

    def __init__(self, *_: object, **__: object) -> None:
        self.ended = False

    def has_ended(self) -> bool:
        return self.ended

    def kill(self) -> None:
        self.ended = True


class Program(SupervisedProgram):
    """A program that answers when a test says so."""

    def __init__(self) -> None:
        self.starts = 0
        self.well = True
        self.can_start = True
        super().__init__()

    def launch(self) -> GuardedProcess:
        if not self.can_start:
            raise OSError(11, "Resource temporarily unavailable")
        self.starts += 1
        self.current = StubProcess()
        return self.current

    def answers(self) -> bool:
        return self.well


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(supervision, "monotonic", clock)
    return clock


@pytest.fixture
def program(clock: Clock) -> Program:
    program = Program()
    assert program.is_ready()
    return program


def seconds_to_restart(program: Program, clock: Clock) -> float:
    """Look at the program until it is started again; return how many seconds that took."""
    start = clock.now
    while not program.restart_if_dead():
        clock.now += 0.5
    return clock.now - start


def test_a_program_that_is_well_is_left_alone(program: Program, clock: Clock) -> None:
    for _ in range(1000):
        clock.now += 1
        assert not program.restart_if_dead()
    assert program.starts == 1


def test_a_program_that_ended_is_started_again_at_once(program: Program) -> None:
    program.current.ended = True
    assert program.has_ended()
    assert program.restart_if_dead()
    assert (program.starts, program.failures) == (2, 0)


def test_a_program_that_hangs_is_killed_and_started_again(program: Program, clock: Clock) -> None:
    hanging = program.current
    program.well = False
    seconds = seconds_to_restart(program, clock)
    assert seconds == pytest.approx(MAX_FAILED_CHECKS * CHECK_INTERVAL)
    assert hanging.ended


def test_a_failed_check_now_and_then_does_no_harm(program: Program, clock: Clock) -> None:
    for number in range(100):
        program.well = number % MAX_FAILED_CHECKS > 0
        clock.now += CHECK_INTERVAL
        assert not program.restart_if_dead()


def test_a_program_may_take_its_time_to_start(clock: Clock) -> None:
    program = Program()
    program.well = False
    assert seconds_to_restart(program, clock) > START_TIMEOUT


def test_pauses_grow_while_a_program_ends_at_once_each_time(program: Program, clock: Clock) -> None:
    program.current.ended = True
    program.restart_if_dead()
    program.well = False
    pauses = []
    for _ in range(9):
        program.current.ended = True
        pauses.append(seconds_to_restart(program, clock))
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    program.well = True
    program.restart_if_dead()
    program.current.ended = True
    assert seconds_to_restart(program, clock) == 0


def test_a_system_without_room_for_a_process_is_asked_again(program: Program, clock: Clock) -> None:
    program.can_start = False
    program.current.ended = True
    for _ in range(10):
        clock.now += 0.5
        assert not program.restart_if_dead()
    program.can_start = True
    clock.now += 60
    assert program.restart_if_dead()


@pytest.fixture
def nginx(clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nginx:
    monkeypatch.setattr(nginx_module, "GuardedProcess", StubProcess)
    return Nginx("nginx", tmp_path, "127.0.0.1", free_port(), [1, 2], key="secret")


def end(nginx: Nginx) -> None:
    assert isinstance(nginx.process, StubProcess)
    nginx.process.ended = True


def test_nginx_that_does_not_start_is_given_up(nginx: Nginx, clock: Clock) -> None:
    for _ in range(MAX_FAILURES - 1):
        end(nginx)
        nginx.restart_if_dead()
        clock.now += 60
        assert nginx.restart_if_dead()
    end(nginx)
    with pytest.raises(UserError, match="nginx does not start"):
        nginx.restart_if_dead()


def test_a_port_that_somebody_else_took_is_told(nginx: Nginx, clock: Clock) -> None:
    end(nginx)
    nginx.restart_if_dead()
    clock.now += 60
    with (
        socket.create_server(("127.0.0.1", nginx.port)),
        pytest.raises(UserError, match=str(nginx.port)),
    ):
        nginx.restart_if_dead()


def test_what_somebody_else_answers_at_its_port_is_not_taken_for_nginx(nginx: Nginx) -> None:
    def answer() -> None:
        connection, _ = other.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with socket.create_server(("127.0.0.1", nginx.port)) as other:
        answering = threading.Thread(target=answer)
        answering.start()
        assert not nginx.answers()
        answering.join()
