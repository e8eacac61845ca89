# Needs: python3 (3.11 or later) with venv, make, and a package index for the first run.
# Another interpreter: make PYTHON=python3.12 …

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The service reads its settings from the environment.
export HOST ?= 127.0.0.1
export PORT ?= 8000
export WEB_CONCURRENCY ?= 2

.PHONY: help serve build test check fit bench bench-accuracy ablation format docs docs-api lint-api wheel clean
.DELETE_ON_ERROR:

help:
	@echo "make serve   run the service on http://$(HOST):$(PORT) (PORT=… to change it)"
	@echo "make build   compile the gazetteer, if it is not compiled or stale"
	@echo "make test    run the tests"
	@echo "make check   lint, format, types, imports, data, Dockerfile"
	@echo "make bench   how fast and how large it is, beside baselines, into docs/performance.md (EVAL=DIR for its names)"
	@echo "make bench-accuracy EVAL=DIR  how right it is on names with a known truth, beside baselines"
	@echo "make ablation EVAL=DIR  what each step of matching buys, on the same names (minutes)"
	@echo "make fit     fit the costs of spelling to held-out names (minutes)"
	@echo "make format  put the code into its format"
	@echo "make docs    count docs/data.md and draw docs/coverage.png anew, after an import"
	@echo "make docs-api  run the commands of docs/api.md anew, work the example of docs/ranking.md, list the settings"
	@echo "make lint-api  lint openapi.yaml (needs Node)"
	@echo "make wheel   build the wheel into dist/"
	@echo "make clean   remove what the other targets made"

# exec: a signal to make or to its process group reaches gunicorn itself, not a shell in between.
serve: build
	@exec $(BIN)/gunicorn -c service/gunicorn.conf.py --no-control-socket service.wsgi:app

build: $(VENV)/.installed
	@$(BIN)/gazetteer build $(if $(GAZETTEER_ARTEFACT),--artefact "$(GAZETTEER_ARTEFACT)")

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/gazetteer lint
	@if [ -x $(BIN)/hadolint ]; then echo "$(BIN)/hadolint Dockerfile"; $(BIN)/hadolint Dockerfile; \
	else echo "hadolint: no build for this platform, Dockerfile not checked"; fi

bench: build $(VENV)/.installed-bench
	@$(BIN)/python -m benchmarks.speed.run $(if $(EVAL),"$(EVAL)")

bench-accuracy: build $(VENV)/.installed-dev
	@$(if $(EVAL),,$(error EVAL=DIR is the folder of names with their truth; see docs/accuracy.md))
	@$(BIN)/python -m benchmarks.accuracy "$(EVAL)"

ablation: build $(VENV)/.installed-dev
	@$(if $(EVAL),,$(error EVAL=DIR is the folder of names with their truth; see docs/accuracy.md))
	@$(BIN)/python -m benchmarks.ablation "$(EVAL)"

fit: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.fit

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

docs: $(VENV)/.installed-docs
	$(BIN)/python -m benchmarks.data_report
	$(BIN)/python -m benchmarks.coverage_map

docs-api: build $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.api_docs
	$(BIN)/python -m benchmarks.worked_example
	REWRITE_DOCS=1 $(BIN)/python -m pytest -n 0 -q tests/service/test_configuration_docs.py

# Node brings the linter; `make check` and the tests do without.
lint-api:
	npx --yes @redocly/cli lint openapi.yaml

wheel: $(VENV)/.installed
	$(PIP) wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist .hypothesis .schemathesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -f gazetteer/compiled/*.so gazetteer/compiled/*.pyd
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps, made last: an install that was cut off is begun again. Those after the first hold for it too.
$(VENV)/.installed: pyproject.toml hatch_build.py $(wildcard gazetteer/compiled/*.p*)
	@echo "installing into $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "needs Python 3.11 or later: make PYTHON=…")'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "installing the development tools into $(VENV)"
	@$(PIP) install --editable '.[dev]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	@echo "installing what is measured, and what is measured beside it, into $(VENV)"
	@$(PIP) install --editable '.[bench]'
	@touch $@

$(VENV)/.installed-docs: $(VENV)/.installed
	@echo "installing what draws figures into $(VENV)"
	@$(PIP) install --editable '.[docs]'
	@touch $@
