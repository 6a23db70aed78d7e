#!/usr/bin/env bash
# All checks, or one tier of them; further arguments go to pytest.
#
#   bash tests/run.sh             everything
#   bash tests/run.sh unit        linter, types and unit tests: the fast loop
#   bash tests/run.sh browser     the screens in a real browser
#   bash tests/run.sh system      servers, kills, faults and Dask
#   bash tests/run.sh unit -k threshold
#   bash tests/run.sh tests/unit/preprocessing
#   bash tests/run.sh --slow      everything, and what takes minutes
set -euo pipefail
cd "$(dirname "$0")/.."

tier=all
case "${1:-}" in
  unit | browser | system) tier=$1 && shift ;;
esac
paths=(tests)
[ "$tier" = all ] || paths=("tests/$tier")
for argument in "$@"; do
  # A path of one's own takes the place of the tier's.
  case "${argument%%::*}" in tests/*) paths=() ;; esac
done

PATH=$PATH:/usr/sbin
python=.venv/bin/python

find_chromium() {
  local name
  # First the one without windows: it opens a page for four fifths of the work.
  for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  [ -x "$python" ] && "$python" - <<'PY' 2>/dev/null
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
print(path if path.exists() else "")
PY
  return 0
}

has_postgresql() {
  command -v pg_ctl >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/pg_ctl" >/dev/null
}

# What Debian has is fetched while pip works.
packages=
if [ "$tier" != unit ]; then
  missing=()
  [ -n "${CHROMIUM:=$(find_chromium)}" ] || missing+=(chromium-headless-shell)
  command -v nginx >/dev/null || missing+=(nginx-light)
  has_postgresql || missing+=(postgresql)
  if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # RUNLEVEL keeps Debian from starting what it installs.
    {
      apt-get update -qq
      # One by one, as a system need not have all of them.
      for package in "${missing[@]}"; do RUNLEVEL=1 apt-get install -y -qq "$package" || true; done
    } >/dev/null 2>&1 &
    packages=$!
  fi
fi

[ -x "$python" ] || "${PYTHON:-python3}" -m venv .venv
wanted=$(cat requirements.txt tests/requirements.txt)
if [ "$(cat .venv/installed 2>/dev/null)" != "$wanted" ]; then
  # Python compiles what it imports; pip would compile all, which takes longer than the rest.
  "$python" -m pip install --quiet --disable-pip-version-check --no-compile -r tests/requirements.txt
  # Or each of the tests' processes would compile the same modules at the same time.
  PYTHONDONTWRITEBYTECODE= "$python" -m pytest tests --collect-only -q >/dev/null 2>&1 || true
  printf '%s' "$wanted" >.venv/installed
fi

if [ "$tier" != unit ]; then
  [ -z "$packages" ] || wait "$packages" || true
  CHROMIUM=${CHROMIUM:-$(find_chromium)}
  if [ -z "$CHROMIUM" ]; then
    "$python" -m playwright install chromium >/dev/null 2>&1 || true
    CHROMIUM=$(find_chromium)
  fi
  export CHROMIUM
fi

# Tests run in three processes, a file in one of them, which keep two cores busy: they wait for a
# part of the time, for a browser to come to rest or a server to start. With a fourth the browser's
# take a fifth longer: the longer each waits, the more often it asks. A thread for each keeps them
# out of each other's way.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
# What one process has compiled is kept for the servers and workers that follow.
export PYTHONDONTWRITEBYTECODE=
status=0
command=(pytest ${paths[@]+"${paths[@]}"} "$@")
ran=${command[*]}
if [ "$tier" = all ] || [ "$tier" = unit ]; then
  types=$(mktemp)
  trap 'rm -f "$types"' EXIT
  nice "$python" -m mypy >"$types" 2>&1 &  # it only computes; a test waits for a training
  mypy=$!
  "$python" -m ruff check . || status=1
  "$python" -m ruff format --check . || status=1
  ran="ruff, mypy, $ran"
fi
# The browser's files come first: they take minutes each. Those of unit tests, which only compute,
# fill what is left, and give way to the others.
"$python" -m "${command[0]}" -n 3 --dist loadfile --no-loadscope-reorder --durations 25 "${command[@]:1}" || status=1
if [ -n "${mypy:-}" ]; then
  wait "$mypy" || status=1
  cat "$types"
fi

echo "Ran: $ran"
if [ "$tier" = unit ]; then
  echo "Not asked for: the browser tests and those of whole servers."
elif [ -n "$CHROMIUM" ]; then
  echo "Browser: $CHROMIUM"
else
  echo "No Chromium could be found or installed: the browser tests were skipped."
fi
if [ "$tier" != unit ] && ! command -v nginx >/dev/null; then
  echo "nginx could not be found or installed: the tests of several processes were skipped."
fi
if [ "$tier" != unit ] && ! has_postgresql; then
  echo "PostgreSQL could not be found or installed: tests of classes ran on SQLite alone."
fi
if [ "$status" = 0 ]; then
  echo "All checks passed."
else
  echo "Some checks FAILED; what a browser showed meanwhile is in test-results/."
fi
exit "$status"
