# qhld: `make` lists the verbs. Everything is installed into .venv from pinned, hashed requirements.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# SERVE=0: `make demo` stops before serving
SERVE ?= 1
PORT ?= 8050
PYTEST_FLAGS ?=
# make fuzz: how long, and the number of the first case (a case is made from its number alone)
SECONDS ?= 600
FIRST ?= 1000
export DO_NOT_TRACK := 1
export DAGSTER_DISABLE_TELEMETRY := 1
# Modules are compiled once, not in each of the hundreds of processes that tests start, whatever the
# environment of an image says
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo serve test test-unit test-slow fuzz check format lock bench bench-dashboards bundle clean

help: ## list the verbs
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.run ## install, make sample spreadsheets, run the whole refresh, serve the dashboard (SERVE=0: do not serve)
	@$(BIN)/qhld demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve,)

serve: $(VENV)/.run ## serve the dashboard of the current release
	@$(BIN)/qhld serve --port $(PORT)

test: ## style, unit, forms, pipeline and browser tests, with the time of each part (under 15 minutes on 2 cores)
	@MAKE=make VENV="$(VENV)" PYTEST_FLAGS="$(PYTEST_FLAGS)" sh .ci/test_parts.sh

test-unit: $(VENV)/.dev ## only what needs neither dbt nor a browser (about a minute)
	@$(BIN)/pytest tests/unit tests/conventions -m "not slow" -n 2 --dist loadfile $(PYTEST_FLAGS)

test-slow: $(VENV)/.dev $(VENV)/.browser ## the long tests: many kill points, all sample quarters
	@$(BIN)/pytest -m slow -n 2 --dist loadgroup $(PYTEST_FLAGS)

fuzz: $(VENV)/.dev ## mutated workbooks of every format, for SECONDS=600 from case FIRST=1000 on; prints the cases that fail
	@$(BIN)/python -m tests.fuzz.run $(SECONDS) $(FIRST)

check: $(VENV)/.dev ## ruff and sqlfmt, without changing anything
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/sqlfmt --check --quiet dbt dashboards/queries dagster_project/form_checks

format: $(VENV)/.dev ## ruff and sqlfmt, in place
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format . && $(BIN)/sqlfmt --quiet dbt dashboards/queries dagster_project/form_checks

bench: $(VENV)/.dev ## the committed benchmarks
	@for file in tests/bench/bench_*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

bench-dashboards: $(VENV)/.dev ## speed, bytes and memory of the dashboards alone, 13 and 20 quarters
	@$(BIN)/python tests/bench/speed_of_dashboards.py

lock: ## renew the pinned requirements (needs uv on the PATH)
	uv pip compile pyproject.toml --extra build --python-version 3.11 --universal --generate-hashes --no-strip-extras \
	  --no-emit-index-url --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev -c requirements.lock --python-version 3.11 --universal \
	  --generate-hashes --no-strip-extras --no-emit-index-url --no-header --no-annotate -q -o requirements-dev.lock

bundle: $(VENV)/.run ## one archive in dist/ that installs and upgrades on a machine without a network
	@VENV="$(VENV)" OUT=dist sh .ci/make_bundle.sh

clean: ## remove the environment and caches; data stays
	rm -rf $(VENV) .pytest_cache .ruff_cache dbt/target dbt/logs

# --- environment -----------------------------------------------------------------------------
$(VENV)/.venv: .ci/make_venv.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh .ci/make_venv.sh
	@touch $@

$(VENV)/.run: $(VENV)/.venv requirements.lock pyproject.toml .ci/install.sh
	@VENV="$(VENV)" sh .ci/install.sh requirements.lock
	@touch $@

# it holds all that the other lock holds: who begins with tests installs once
$(VENV)/.dev: $(VENV)/.venv requirements-dev.lock requirements.lock pyproject.toml .ci/install.sh
	@VENV="$(VENV)" sh .ci/install.sh requirements-dev.lock
	@touch $(VENV)/.run $@

$(VENV)/.browser: $(VENV)/.dev .ci/find_browser.sh
	@sh .ci/find_browser.sh
	@touch $@
