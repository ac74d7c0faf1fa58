# The only entry points; `make` alone lists them.
PYTHON ?= python3
PORT   ?= 8000
ROW    ?=

.DEFAULT_GOAL := list
.PHONY: list run test check fix bench faults lock clean
export PYTHON

list:  ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run:  ## the product on http://localhost:8000 (PORT=...), with a demo organization; data stays in var/
	@tools/bootstrap.sh run
	@exec .venv/bin/python -m tools.run --port $(PORT)

test:  ## all tests, on SQLite and on private PostgreSQL and Redis servers
	@tools/bootstrap.sh dev
	@.venv/bin/python -m tools.test

check:  ## lint, types, layers, templates, settings, migrations, Docker files
	@tools/bootstrap.sh dev
	@.venv/bin/python -m tools.check

fix:  ## format everything, and repair what the linter can
	@tools/bootstrap.sh dev
	@.venv/bin/python -m tools.check --fix

bench:  ## measure against the targets (ROW=part of a name for some)
	@tools/bootstrap.sh dev
	@.venv/bin/python -m tools.services --durable -- .venv/bin/python -m bench $(ROW)

faults:  ## kill, freeze and corrupt for an hour (ROW=part of a name for some)
	@tools/bootstrap.sh dev
	@.venv/bin/python -m tools.services --durable -- .venv/bin/python -m tests.faults $(ROW)

lock:  ## make both requirement files anew from pyproject.toml
	@tools/lock.sh

clean:  ## remove what was built; the data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache var/test-artifacts var/test-results
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
