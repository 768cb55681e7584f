# make demo    boot the web server, fetch a page from it
# make test    run all tests
# make soak    run all tests with new random examples, and every test program on a machine too
# make fuzz    random programs under CPython and compiled, without end; what differs is made small and kept in build/fuzzing
# make bench   measure, print a table, keep the figures as JSON; make bench-speed: only compiled code against C and C++;
#              make bench-net: virtio against e1000, with a plot
# Each installs what it needs the first time. Nothing outside .venv is touched but the system packages that are absent.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

RUN_PROGRAMS   := qemu-system-x86_64 ld ensurepip
TEST_PROGRAMS  := $(RUN_PROGRAMS) ab gdb mkfs.fat mcopy genisoimage
BENCH_PROGRAMS := $(TEST_PROGRAMS) qemu-x86_64 gcc g++ valgrind

.PHONY: demo test soak fuzz bench bench-speed bench-net clean

demo: $(VENV)/.installed
	@PYTHON=$(PYTHON) tools/install-packages $(RUN_PROGRAMS)
	@$(BIN)/python tools/demo.py

test: $(VENV)/.installed-test
	@PYTHON=$(PYTHON) tools/install-packages $(TEST_PROGRAMS)
	$(BIN)/python -m mypy
	$(BIN)/python -m tests $(PYTEST_OPTIONS)

soak:
	@SOAK=1 $(MAKE) test

fuzz: $(VENV)/.installed-test
	@PYTHON=$(PYTHON) tools/install-packages $(TEST_PROGRAMS)
	@$(BIN)/python -m fuzzing $(FUZZ_OPTIONS)

bench: $(VENV)/.installed
	@PYTHON=$(PYTHON) tools/install-packages $(BENCH_PROGRAMS)
	@$(BIN)/python -m benchmarks

bench-speed: $(VENV)/.installed
	@PYTHON=$(PYTHON) tools/install-packages $(BENCH_PROGRAMS)
	@$(BIN)/python -m benchmarks speed

bench-net: $(VENV)/.installed-bench
	@PYTHON=$(PYTHON) tools/install-packages $(BENCH_PROGRAMS)
	@$(BIN)/python -m benchmarks.nic

$(VENV)/bin/python:
	@PYTHON=$(PYTHON) tools/install-packages $(RUN_PROGRAMS)
	$(PYTHON) -m venv $(VENV)

# The package is installed in place: it changes with the sources, only its dependencies are fetched.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[test]
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[bench]
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build
