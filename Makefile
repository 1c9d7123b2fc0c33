# Each target does all of its own set-up on a fresh machine: Python 3.11 or newer and make are enough.
#   make run      opens the window
#   make demo     makes a complete fictional program in build/demo and opens the window on it
#   make test     runs the tests
#   make check    everything a change has to pass: lint, format, types, layers, tests
#   make bench    measures what the Done-when of the issues ask for
#   make reckon   reckons a thousand random cycles twice, by umdesk and by the tests' own reckoning
#   make td       asks ten thousand random T&D histories of umdesk and of a program that looks at every day
#   make plans    prints five hundred random plans and compares every field of their pages with what was frozen
#   make recalculate   has LibreOffice recalculate packet workbooks of random cycles and the reports of a demo
#   make count    counts every report of a generated program of ten years twice, person by person and number by number
#   make scans    files stacks of 40 scanned pages and says how many codes are read under worse conditions
#   make faults   kills it, fills the disk, flips bytes; prints what that cost (nothing), in about 15 minutes
#   make screens  renders every screen and every document page into build/screens

VENV := .venv
BIN := $(if $(filter Windows_NT,$(OS)),$(VENV)/Scripts,$(VENV)/bin)
PY := $(BIN)/python
JOBS ?= 2
FAULTS ?= 300
CYCLES ?= 1000
PLANS ?= 500
HISTORIES ?= 10000
PARTICIPANTS ?= 5000

.PHONY: run demo test check bench reckon plans td count recalculate scans faults screens clean

run: $(VENV)/installed
	@$(PY) packaging/check_qt.py --screen
	@$(PY) -m umdesk

demo: $(VENV)/installed
	@rm -rf build/demo
	@$(PY) -m umdesk demo build/demo
	@$(PY) packaging/open_demo.py build/demo/demo.umdesk

test: $(VENV)/installed
	@$(PY) packaging/check_qt.py
	$(PY) -m pytest -n $(JOBS) --dist worksteal

check: $(VENV)/installed
	@$(PY) packaging/check_qt.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PY) -m pytest -n $(JOBS) --dist worksteal

bench: $(VENV)/installed
	@$(PY) packaging/check_qt.py
	$(PY) packaging/bench.py

reckon: $(VENV)/installed
	$(PY) packaging/reckon.py --count $(CYCLES) $(if $(SEED),--seed $(SEED))

td: $(VENV)/installed
	$(PY) packaging/td.py --count $(HISTORIES) $(if $(SEED),--seed $(SEED))

count: $(VENV)/installed
	$(PY) packaging/count_years.py --participants $(PARTICIPANTS) $(if $(SEED),--seed $(SEED))

plans: $(VENV)/installed
	$(PY) packaging/compare_plans.py --count $(PLANS) $(if $(SEED),--seed $(SEED))

recalculate: $(VENV)/installed
	$(PY) packaging/recalculate.py --large $(if $(SEED),--first $(SEED))
	$(PY) packaging/recalculate_reports.py

scans: $(VENV)/installed
	@$(PY) packaging/check_qt.py
	QT_QPA_PLATFORM=offscreen $(PY) packaging/scans.py $(if $(SEED),--first $(SEED))

faults: $(VENV)/installed
	$(PY) packaging/faults.py --count $(FAULTS) $(if $(SEED),--seed $(SEED))

screens: $(VENV)/installed
	@$(PY) packaging/check_qt.py
	$(PY) packaging/screens.py build/screens

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/installed: requirements-dev.txt pyproject.toml packaging/setup_venv.sh
	@packaging/setup_venv.sh
	@touch $@
