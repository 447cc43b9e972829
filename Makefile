# Two commands: `make demo` and `make test`. Needs Rust, Python >= 3.10 and make; everything else goes into .venv.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
TEXT   ?= examples/dispatch.txt
DATA   ?= train/data

SOURCES := Cargo.toml pyproject.toml $(shell find src data python -type f -not -name '*.so' -not -name '*.pyc')

.DEFAULT_GOAL := help
.PHONY: help demo test test-all full-test wheel-test sdist-test build fmt lint rust-test py-test stubs bench train clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed  ## set up, build and read a dispatch; TEXT=FILE reads another
	@$(BIN)/python -m dateline $(TEXT)

test: fmt lint rust-test py-test stubs  ## set up and run every test
	@echo "skipped here: recipes with large libraries, Spark, browser, wheel, source distribution (make test-all)"

test-all: full-test wheel-test sdist-test  ## what needs more: every recipe, Spark (Java), pages in Chromium, fresh installs
	@command -v java > /dev/null || echo "SKIPPED: Spark, since Java (17 or later) is not installed"
	@for b in chromium chromium-browser google-chrome; do command -v $$b > /dev/null && exit; done; echo "SKIPPED: pages in a browser, since Chromium is not installed"

full-test: $(VENV)/.full
	$(BIN)/python -m pytest -m full
	FUZZ_SECONDS=60 $(BIN)/python -m pytest tests/test_fuzz.py

wheel-test: $(VENV)/.dev
	rm -rf target/wheel-test && mkdir -p target/wheel-test
	$(BIN)/maturin build --release --quiet --out target/wheel-test
	$(PYTHON) -m venv target/wheel-test/venv
	target/wheel-test/venv/bin/pip install --quiet --no-index target/wheel-test/*.whl
	cd target/wheel-test && venv/bin/python -m dateline ../../$(TEXT) > report.txt && test -s report.txt
	cd target/wheel-test && venv/bin/dateline ../../$(TEXT) --format html > report.html && grep -q 'role="img"' report.html
	@echo "wheel installs and runs without any other package"

sdist-test: $(VENV)/.dev
	rm -rf target/sdist-test && mkdir -p target/sdist-test
	$(BIN)/maturin sdist --out target/sdist-test 2> /dev/null
	$(PYTHON) -m venv target/sdist-test/venv
	CARGO_TARGET_DIR=$(CURDIR)/target target/sdist-test/venv/bin/pip install --quiet target/sdist-test/*.tar.gz
	cd target/sdist-test && venv/bin/dateline ../../$(TEXT) > report.txt && test -s report.txt
	@echo "source distribution builds, installs and runs"

build: $(VENV)/.installed  ## build and install into .venv

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(SOURCES) | $(BIN)/python
	@echo "building (a minute or two the first time) ..."
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(SOURCES) | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.full: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[full]'
	@touch $@

fmt:
	cargo fmt --check

lint:
	cargo clippy --quiet --all-targets --features python -- -D warnings
	CARGO_TARGET_DIR=$(CURDIR)/target cargo clippy --quiet --manifest-path train/Cargo.toml --all-targets -- -D warnings

rust-test:
	cargo test

py-test: $(VENV)/.dev
	$(BIN)/python -m pytest

stubs: $(VENV)/.dev
	$(BIN)/python -m mypy.stubtest dateline._core
	$(BIN)/python -m mypy --strict python/dateline tests/typing_user.py

train:  ## make the weights again from CoNLL-U files: make train DATA=dir [DEV=file]
	cargo run --release --bin dateline-train --manifest-path train/Cargo.toml -- $(DATA) data/models $(DEV)

clean:  ## remove what was built
	rm -rf target $(VENV)
