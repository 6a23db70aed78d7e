#!/usr/bin/env bash
# All checks: environment, linter, types, unit tests and browser tests.
# Extra arguments go to pytest: bash tests/run.sh tests/unit/preprocessing
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
[ -x "$python" ] || "${PYTHON:-python3}" -m venv .venv
wanted=$(cat requirements.txt tests/requirements.txt)
if [ "$(cat .venv/installed 2>/dev/null)" != "$wanted" ]; then
  "$python" -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
  printf '%s' "$wanted" >.venv/installed
fi

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  "$python" - <<'PY'
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
print(path if path.exists() else "")
PY
}

CHROMIUM=${CHROMIUM:-$(find_chromium)}
missing=()
[ -n "$CHROMIUM" ] || missing+=(chromium)
PATH=$PATH:/usr/sbin command -v nginx >/dev/null || missing+=(nginx-light)
if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  # RUNLEVEL keeps Debian from starting what it installs.
  (apt-get update -qq && RUNLEVEL=1 apt-get install -y -qq "${missing[@]}") >/dev/null 2>&1 || true
  CHROMIUM=${CHROMIUM:-$(find_chromium)}
fi
if [ -z "$CHROMIUM" ]; then
  "$python" -m playwright install chromium >/dev/null 2>&1 || true
  CHROMIUM=$(find_chromium)
fi
export CHROMIUM

"$python" -m ruff check .
"$python" -m ruff format --check .
"$python" -m mypy
"$python" -m pytest "$@"
if ! PATH=$PATH:/usr/sbin command -v nginx >/dev/null; then
  echo "nginx could not be found or installed: the tests of several processes were skipped."
fi
if [ -z "$CHROMIUM" ]; then
  echo "No Chromium could be found or installed: the browser tests were skipped."
else
  echo "All checks passed, the browser tests with $CHROMIUM."
fi
