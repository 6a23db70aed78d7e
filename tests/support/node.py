"""Our scripts in Node."""

import shutil
import subprocess
from pathlib import Path

from playwright._impl._driver import compute_driver_executable


def run_node(*arguments: str | Path) -> str:
    """Run Node, which has to succeed, and return what it printed."""
    # Our scripts have no package.json that says that they are modules.
    command = [_node(), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _node() -> str:
    """Return the Node that Playwright brings, whose version is pinned, or else the system's."""
    driver = Path(compute_driver_executable()[0])
    return str(driver) if driver.exists() else shutil.which("node") or "node"
