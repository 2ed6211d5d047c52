# Everything runs in .venv, made on first use; nothing else on the machine is changed.
# ARGS goes to the command: make build ARGS="nl --allow-missing"

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --config-settings editable_mode=compat -e

JOBS ?= auto

.DEFAULT_GOAL := help
.PHONY: build test check catalogues lint bench replay fuzz clean help

build: .venv/ready ## the finished pages into output/site/; fails on a missing string
	@$(BIN)/tetraglot build $(ARGS)

test: .venv/ready-to-develop ## all tests that this machine can run, on all cores (JOBS=0: in one process); names the others
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

check: .venv/ready ## what is missing, outdated or broken in the catalogues
	@$(BIN)/tetraglot check $(ARGS)

catalogues: .venv/ready ## new and changed texts into locales/, nothing lost
	@$(BIN)/tetraglot extract
	@$(BIN)/tetraglot update $(ARGS)

lint: .venv/ready-to-develop ## ruff and mypy
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy

bench: .venv/ready-to-develop ## speed, as ratios to a peer or a floor in the same run
	@$(BIN)/python tests/bench/bench.py $(ARGS)

replay: .venv/ready-to-develop ## the merge's suggestions on Django's history, beside msgmerge's
	@$(BIN)/python tests/bench/replay.py $(ARGS)

fuzz: .venv/ready-to-develop ## random translations, pages and catalogues for a minute; FUZZ_SECONDS, FUZZ_SEED
	@$(BIN)/python tests/fuzz/run.py

clean: ## everything generated goes: .venv, output, caches
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find output -mindepth 1 ! -name .gitignore -delete

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/ready: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "setting up .venv (once)" >&2
	@$(PYTHON) -m venv .venv \
		|| { echo "python3 has no venv module: on Debian, install python3-venv" >&2; exit 1; }
	@$(INSTALL) .
	@$(BIN)/python -m compileall -q pipeline
	@touch $@

.venv/ready-to-develop: .venv/ready
	@echo "setting up the tools for tests and lint (once)" >&2
	@$(INSTALL) '.[dev]'
	@touch $@
