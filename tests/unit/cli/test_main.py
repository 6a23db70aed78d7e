"""The command line as a whole: problems, help, and what it loads."""

import subprocess
import sys
from importlib import import_module

import pytest

from anomaly.cli.main import COMMANDS, main
from anomaly.paths import PROJECT
from tests.unit.cli.conftest import QUICK, Run


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["evaluate", "--normal", "x"], "no list of digits"),
        (["evaluate", "--normal", "11"], "not a digit"),
        (["evaluate", "--normal", ""], "at least one"),
        (["evaluate", "--normal", "0,1,2,3,4,5,6,7,8,9"], "All ten"),
        (["evaluate", "--anomaly", "1"], "no anomalous digits"),
        (["evaluate", "--detector", "oracle"], "Known: autoencoder"),
        (["evaluate", "--recipe", "secret"], "Known: default"),
        (["evaluate", "--rule", "luck"], "Known: quantile, sigma"),
        (["evaluate", "--rule", "quantile=2"], "quantile is 2.0"),
        (["evaluate", "--rule", "cost=1,1,x"], "“x” is no number"),
        (["evaluate", *QUICK, "--rule", "conformal=0.01"], "at least 99"),
        (["train", "--seed", str(10**30)], "seed is 1000"),
        (["train", "--data", "x" * 5000], "no set of digits"),
        (["train", "--data", "nowhere"], "no set of digits"),
        (["train", *QUICK, "--report", "/proc/none/report.html"], "/proc/none"),
        (["train", *QUICK, "--folder", "/proc/none"], "cannot be stored"),
    ],
)
def test_nonsense_ends_with_a_sentence_and_status_2(
    run: Run, arguments: list[str], sentence: str
) -> None:
    status, out, err = run(*arguments)
    assert status == 2
    assert sentence in err
    assert "Traceback" not in err + out


@pytest.mark.parametrize("command", ["train", "evaluate", "score", "benchmark"])
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert all(option in out for option in ("--json", "--normal", "--detector", "--seed", "--data"))


def test_help_needs_neither_torch_nor_numpy() -> None:
    code = "import sys\nfrom anomaly.cli.main import main\ntry: main(['--help'])\n"
    code += "except SystemExit: print({'torch', 'numpy', 'streamlit'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout.splitlines()[-1] == "set()"
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_module(name: str) -> None:
    command = import_module(f"anomaly.cli.{name}")
    assert callable(command.add_arguments)
    assert callable(command.run)
