# One way to run each thing. Each target first sets up what it needs; a second run skips that.
# Uses only what GNU Make 3.81 (macOS) and a POSIX shell can do.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site test lint format bench lock clean run-environment dev-environment browser node

PYTHON := .venv/bin/python
NODE := $(PYTHON) -m build_tools.setup.node
NODE_FOLDER := build_tools/setup/node
SCRIPTS := "build_tools/{theme,preview}/**/*.{js,css,ts}" "$(NODE_FOLDER)/*.{cjs,json}" "tests/theme/js/**/*.js"

help: ## show this list
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

site: run-environment ## build the site: source_texts/ -> docs/ -> site/index.html
	.venv/bin/reader build --strict $(ARGS)

test: dev-environment browser ## run all tests; some of them: make test ARGS="-k anchoring"
	$(PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

lint: dev-environment node ## check style, format, types and workflows
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(NODE) eslint --config $(NODE_FOLDER)/eslint.config.cjs build_tools/theme build_tools/preview $(NODE_FOLDER) $(wildcard tests/theme/js)
	$(NODE) prettier --check --log-level warn --no-error-on-unmatched-pattern $(SCRIPTS)
	$(NODE) tsc --project $(NODE_FOLDER)
	.venv/bin/zizmor --offline --no-progress --quiet --persona pedantic .github

format: dev-environment node ## format the code, and fix what ruff can
	$(PYTHON) -m ruff check --fix-only --quiet
	$(PYTHON) -m ruff format
	$(NODE) prettier --write --log-level warn --no-error-on-unmatched-pattern $(SCRIPTS)

bench: dev-environment browser ## measure how long things take, on corpora of several sizes
	$(PYTHON) -m tests.bench $(ARGS)

lock: run-environment ## update the lock files from pyproject.toml; newer versions: make lock ARGS=--upgrade
	sh build_tools/setup/lock.sh $(ARGS)

clean: ## remove the environment, caches and the built site
	rm -rf .venv site .reader-cache .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find build_tools tests -name __pycache__ -type d -prune -exec rm -rf {} +

run-environment:
	@sh build_tools/setup/environment.sh run

dev-environment:
	@sh build_tools/setup/environment.sh dev

node: dev-environment
	@$(NODE)

browser: dev-environment
	@$(PYTHON) -m build_tools.setup.browser
