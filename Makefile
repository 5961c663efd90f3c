# pressgraph: `make run` and `make test` are all a newcomer needs. PYTHON and DATA can be set on the command line.
PYTHON ?= python3.11
BIN := .venv/bin
TORCH ?= torch==2.13.0
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DATA ?=
ARTICLES ?= 100000

.PHONY: run test lint bench soak lock serve evaluate clean help

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .venv/.run ## environment, then the main job on seeds/
	@$(BIN)/pressgraph run

test: .venv/.test ## the whole test suite, in two processes
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

lint: .venv/.test ## formatting, style, types, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

serve: .venv/.run ## Prefect server with UI, worker and watcher
	@$(BIN)/pressgraph serve

evaluate: .venv/.test ## scores on development data: make evaluate DATA=folder
	@$(BIN)/pressgraph models evaluate --data "$(DATA)"

bench: .venv/.test ## measure the warehouse with 100,000 articles made by hand
	@$(BIN)/python -m tests.bench.bench_warehouse --articles $(ARTICLES)
	@$(BIN)/python -m tests.bench.bench_rerun --articles $(ARTICLES)

soak: .venv/.test ## kill a run 50 times at random moments, and fill the disk
	@PRESSGRAPH_TEST_KILLS=50 $(BIN)/python -m pytest --timeout 3600 tests/warehouse/test_crash.py

lock: .venv/.test ## resolve the pins anew (torch stays out: see requirements.lock)
	@$(PIP) install pip-tools
	@$(BIN)/python scripts/lock.py

clean: ## the environment and caches; data/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# torch comes first and by itself: the processor-only build that pip finds on one machine has another hash than elsewhere.
.venv/.torch:
	@echo "making .venv (some minutes the first time) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "pressgraph needs Python 3.11: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(PIP) install "$(TORCH)"
	@touch $@

.venv/.run: .venv/.torch requirements.lock pyproject.toml
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: .venv/.run requirements-test.lock
	@$(PIP) install --no-deps --require-hashes -r requirements-test.lock
	@touch $@
