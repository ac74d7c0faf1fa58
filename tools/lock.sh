#!/usr/bin/env bash
# Makes requirements.txt and requirements-dev.txt from pyproject.toml: exact versions and hashes, no index address.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! [ -x var/lock/bin/uv ]; then
  "${PYTHON:-python3}" -m venv --clear var/lock
  var/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
fi
compile=(var/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes
  --no-header --quiet "${@:---upgrade}")
"${compile[@]}" --output-file requirements.txt
"${compile[@]}" --group dev --output-file requirements-dev.txt
if grep -nE '://' requirements.txt requirements-dev.txt; then
  echo "The lock files must not name an address." >&2
  exit 1
fi
