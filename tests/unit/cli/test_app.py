"""anomaly app: Streamlit, started on the app's script."""

import sys

import pytest

from anomaly.paths import APP, HOME
from tests.unit.cli.conftest import Run


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the arguments of each Streamlit that would have been started."""
    commands: list[list[str]] = []
    monkeypatch.setattr("sys.argv", list(sys.argv))
    monkeypatch.setattr("runpy.run_module", lambda *_, **__: commands.append(sys.argv))
    return commands


def test_streamlit_runs_the_script_at_the_address_asked_for(
    run: Run, started: list[list[str]]
) -> None:
    assert run("app", "--address", "0.0.0.0", "--port", "9000") == (0, "", "")
    (command,) = started
    assert command[:3] == ["streamlit", "run", str(APP)]
    assert command[3:] == ["--server.address", "0.0.0.0", "--server.port", "9000"]


def test_the_script_has_its_settings_beside_it() -> None:
    assert APP.is_file()
    assert (APP.parent / ".streamlit" / "config.toml").is_file()


@pytest.mark.parametrize("port", ["0", "65536"])
def test_a_port_that_cannot_be_is_refused(run: Run, started: list[list[str]], port: str) -> None:
    status, _, err = run("app", "--port", port)
    assert status == 2
    assert "must be from 1 to 65535" in err
    assert not started


def test_help_says_where_models_and_data_are_kept(
    capsys: pytest.CaptureFixture[str], run: Run
) -> None:
    with pytest.raises(SystemExit):
        run("app", "--help")
    out = "".join(capsys.readouterr().out.split())
    assert str(HOME) in out
    assert "ANOMALY_MODELS" in out
