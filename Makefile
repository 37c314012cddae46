# Two commands: `make run` opens the page, `make test` runs every test. `make help` lists the rest.
# Everything is installed into .venv from the lock, once: a stamp file tells what is there.

PYTHON ?= python3
ARGS ?=
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
# The lock names everything, so nothing is resolved again; what is never imported is never compiled.
INSTALL := $(PIP) install --quiet --no-deps --no-compile
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev
CODE := ingest qa eval web ui.py
UV_VERSION := 0.13.9
# torch only serves named sentence-transformers models; its CPU build is all that this needs
TORCH := torch==2.13.0
TORCH_INDEX := https://download.pytorch.org/whl/cpu

.DEFAULT_GOAL := help
.PHONY: help run ask test check fix eval bench screenshots lock clean browser

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*##/  make \1 \t/p' $(MAKEFILE_LIST) | expand -t 20

run: $(RUNTIME)  ## install, index the bundled report, open the chat page (ARGS="--port 8000")
	@$(PY) -m ingest
	@$(PY) ui.py $(ARGS)

test: $(DEV) browser  ## install what tests need and run them all (ARGS="-k name")
	@$(PY) -m pytest $(ARGS)

check: $(DEV)  ## lint, format, types
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy $(CODE)

fix: $(DEV)  ## mend what lint and format can mend by themselves
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

eval: $(DEV)  ## the benchmark through its gate (ARGS="report-heldout")
	@$(PY) -m eval $(ARGS)

bench: $(DEV)  ## start-up, answer time and memory, as ratios, with the machine
	@$(PY) -m eval.bench $(ARGS)

screenshots: $(DEV) browser  ## take the pictures of the page anew into docs/screenshots
	@$(PY) -m pytest -m screenshots $(ARGS)

lock: $(VENV)/bin/python  ## resolve pyproject.toml into the two locks
	@$(PIP) install --quiet uv==$(UV_VERSION)
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --no-annotate \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --no-annotate \
		--custom-compile-command "make lock" --extra dev -c requirements.lock pyproject.toml \
		-o requirements-dev.lock

clean:  ## remove the virtual environment and caches; stores stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "需要 Python 3.11 或更新版本;请用 make PYTHON=python3.11 指定。" \
		"(Python 3.11 or newer is needed, found: $$($(PYTHON) --version 2>&1); name one with make PYTHON=…)" >&2; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "建立虚拟环境失败;Debian/Ubuntu 请先安装 python3-venv。" \
		"(No virtual environment could be made; on Debian or Ubuntu install python3-venv.)" >&2; \
		rm -rf $(VENV); exit 1; }

# A pin that has a CPU build under a name of its own is fetched first, so that no CUDA package comes with it.
$(VENV)/.torch: | $(VENV)/bin/python
	@echo "安装依赖,首次需要几分钟… (installing, a few minutes the first time)"
	@$(INSTALL) "$(TORCH)+cpu" 2>/dev/null \
		|| $(INSTALL) --retries 1 --timeout 15 --index-url $(TORCH_INDEX) $(TORCH) 2>/dev/null \
		|| { echo "没有找到 torch 的 CPU 版,改用软件源里的版本。 (no CPU build of torch found, taking the registry's)"; \
			$(PIP) install --quiet $(TORCH); }
	@touch $@

$(RUNTIME): requirements.lock $(VENV)/.torch
	@$(INSTALL) --requirement requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(VENV)/.torch
	@$(INSTALL) --requirement requirements-dev.lock
	@touch $@ $(RUNTIME)

# Chromium and a CJK font, for the tests that drive the page; skipped where both are there.
browser:
	@if [ -x /usr/bin/chromium ] && fc-list :lang=zh 2>/dev/null | grep -q .; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
		echo "测试需要 /usr/bin/chromium 和中文字体,请先安装。" \
		"(The tests need /usr/bin/chromium and a CJK font; please install them.)" >&2; exit 1; fi; \
	sudo=; if [ "$$(id -u)" != 0 ]; then sudo="sudo -E"; fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$sudo apt-get -qq update && \
	$$sudo apt-get -qq install --yes --no-install-recommends chromium fontconfig fonts-noto-cjk >/dev/null
