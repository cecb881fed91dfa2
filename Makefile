# make app   opens the practice page        make test   runs every test
# The environment is a .venv in this folder; it is made again when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: install app test lint bench docs coverage clean

install: $(VENV)/.dev

$(VENV)/.app: pyproject.toml scripts/install.py
	$(PYTHON) scripts/install.py $(VENV)
	@touch $@

$(VENV)/.dev: $(VENV)/.app
	$(PYTHON) scripts/install.py $(VENV) dev
	@touch $@

app: $(VENV)/.app
	$(BIN)/kefu app

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/kefu dialogues check dialogues
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/kefu bench

docs: $(VENV)/.dev
	$(BIN)/python -m tutor.check.docs docs/checks

coverage: $(VENV)/.dev
	$(BIN)/python -m tutor.dialogue.coverage README.md

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
