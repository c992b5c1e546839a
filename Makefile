# What one does with Netralitas. Everything installs what it needs first; only Debian or Ubuntu and Python >= 3.11 are expected.
#
#   make run                 start the portal with demonstration data (HOST, PORT; DATABASE_URL for the real thing)
#   make setup               install only
#   make demo STAFF=20000    make the demonstration data anew, with so many persons
#   make test                linters, then the suite on SQLite, on PostgreSQL and in the browser
#   make test-long           crash, load and statistical tests
#   make bench [ONLY=import] measure against the rivals
#   make check               linters only
#   make lock                resolve the requirement files anew (UPGRADE=1 takes newer versions)
#   make clean               remove what was made, but never var/ (data and keys)

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup setup-test run demo test test-long bench check lock clean

PYTHON := .venv/bin/python
STAFF ?= 2000
export STAFF

help:
	@sed -n 's/^#   //p' Makefile

setup:
	@deploy/setup.sh run

setup-test:
	@deploy/setup.sh test

run: setup
	@exec deploy/run.sh

demo: setup
	@deploy/demo.sh

test: check
	@exec $(PYTHON) -m tests.passes

test-long: setup-test
	@exec $(PYTHON) -m tests.passes --long

bench: setup-test
	@exec $(PYTHON) -m tests.benchmarks $(ONLY)

check: setup-test
	@deploy/check.sh

lock: setup-test
	@.venv/bin/uv pip compile $(if $(UPGRADE),--upgrade) --quiet --generate-hashes --no-header \
		requirements.txt -o requirements-lock.txt >/dev/null
	@.venv/bin/uv pip compile $(if $(UPGRADE),--upgrade) --quiet --generate-hashes --no-header \
		requirements-dev.txt -c requirements-lock.txt -o requirements-dev-lock.txt >/dev/null
	@git --no-pager diff --stat -- 'requirements*.txt'

clean:
	@rm -rf .venv node_modules .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
