# `make run` opens the app, `make test` runs every test. Both set up what they need in .venv first.
# Needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
PORT   ?= 8501
BIN    := .venv/bin
PIN    := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
          --no-emit-index-url

# Wheels are compiled to byte code at install; a variable that forbids it would slow every start down.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run setup test check fast slow bench bench-batch models docs pins clean

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/.app  ## set up and open the app on http://127.0.0.1:8501
	$(BIN)/aipm app --port $(PORT)

setup: .venv/.dev  ## set up everything that development needs

test: .venv/.dev  ## lint, types and every test (browser tests too, where a Chromium is found)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadgroup
	$(BIN)/pytest -n 0 -m slow

fast: .venv/.dev  ## the tests without browser and wheel: for use after every change
	$(BIN)/pytest -n auto --dist loadgroup -m "not browser and not wheel"

bench: .venv/.dev  ## accuracy and speed on a data folder: make bench DATA=path
	@test -n "$(DATA)" || { echo "Say where the data is: make bench DATA=path"; exit 2; }
	$(BIN)/python -m benchmarks "$(DATA)"

bench-batch: .venv/.dev  ## throughput, processor time and memory of batches: make bench-batch DATA=path
	@test -n "$(DATA)" || { echo "Say where the data is: make bench-batch DATA=path"; exit 2; }
	$(BIN)/python -m benchmarks.batch "$(DATA)" --counts 100 1000 10000

slow: .venv/.dev  ## the slow tests: processes, workers and a cluster that are killed
	$(BIN)/pytest -n 0 -m slow

models: .venv/.dev  ## train the role matcher anew
	$(BIN)/python -m analyzer.matching.train data/training benchmarks

docs: .venv/.dev  ## write the generated parts of docs/ anew
	$(BIN)/python -m docs

pins:  ## write the constraints files anew, for all platforms, with hashes and without hosts (needs uv)
	uv pip compile pyproject.toml $(PIN) -o constraints.txt
	uv pip compile pyproject.toml --group dev $(PIN) -o constraints-dev.txt

clean:  ## remove the environment and all caches
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.app: .venv/bin/python constraints.txt pyproject.toml
	@echo "Installing into .venv, about 400 MB: this takes a few minutes, once."
	$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	$(BIN)/python -m compileall -q analyzer
	@touch $@

.venv/.dev: .venv/.app constraints-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r constraints-dev.txt
	@touch $@
