#!/usr/bin/env bash
# Makes .venv from a lock file with hashes, and installs the Debian packages that are missing, nothing else.
# usage: tools/bootstrap.sh run|dev        (PYTHON=... chooses the interpreter)
set -euo pipefail
cd "$(dirname "$0")/.."

set_name=${1:?usage: tools/bootstrap.sh run|dev}
python=${PYTHON:-python3}
case $set_name in
  run) lock=requirements.txt ;;
  dev) lock=requirements-dev.txt ;;
  *) echo "tools/bootstrap.sh: unknown set '$set_name'" >&2; exit 2 ;;
esac

hash_of() { sha256sum "$1" | cut -d' ' -f1; }

# The larger set contains the smaller one, so either stamp serves `run`.
is_installed() {
  [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || return 1
  [ "$(cat .venv/installed-dev 2>/dev/null)" = "$(hash_of requirements-dev.txt)" ] && return 0
  [ "$set_name" = run ] && [ "$(cat .venv/installed-run 2>/dev/null)" = "$(hash_of requirements.txt)" ]
}

install_packages() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "Debian packages are missing. Run this once, then try again:" >&2
      echo "  sudo apt-get update && sudo apt-get install --no-install-recommends $*" >&2
      exit 1
    fi
    as_root=(sudo -n)
  fi
  echo "Installing Debian packages: $*" >&2
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@")
  # A fresh machine has no package lists, an old one outdated lists: only then are they fetched.
  "${install[@]}" >/dev/null 2>&1 || { "${as_root[@]}" apt-get update -qq >&2; "${install[@]}" >/dev/null; }
}

is_installed && exit 0

mkdir -p var
exec 9>var/bootstrap.lock
flock 9
is_installed && exit 0

command -v "$python" >/dev/null || install_packages python3 python3-venv
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $python is $("$python" -V). Choose another with: make ... PYTHON=python3.12" >&2
  exit 1
}
missing=$("$python" tools/missing_packages.py "$set_name")
# shellcheck disable=SC2086  # a list of words
[ -z "$missing" ] || install_packages $missing

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  echo "Making .venv with $("$python" -V)" >&2
  "$python" -m venv --clear .venv
fi
echo "Installing $lock" >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$lock" 9>&-
hash_of "$lock" > ".venv/installed-$set_name"
