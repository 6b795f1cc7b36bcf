# Everything a newcomer runs, in two words. Needs Python 3.11+, git and make; the rest is installed into .venv/.
# 新手常用命令。只需 Python 3.11+、git、make，其余装入 .venv/。

SHELL = /bin/sh
VENV = .venv
BIN = $(VENV)/bin
UV ?= uv
LOCK_FLAGS ?=
PYTHON ?=
CANDIDATES = python3.14 python3.13 python3.12 python3.11 python3 python
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE = $(UV) pip compile --quiet --no-config --universal --fork-strategy fewest \
	--python-version 3.11 --generate-hashes --no-annotate --no-header $(LOCK_FLAGS)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test check bench bench-small lock clean

help:
	@echo 'make site    生成知识库网站到 site/          build the site into site/'
	@echo 'make serve   本机预览                       preview the site on this machine'
	@echo 'make test    全部检查与测试                 run every check and test'
	@echo 'make check   发布前检查页面                 check the pages before publishing'
	@echo 'make bench   测量质量、速度与内存，约一小时     measure quality, speed, memory: an hour'
	@echo 'make bench-small   小型测量，约半分钟         a small benchmark: half a minute'
	@echo 'make lock    重新生成依赖锁定文件（需 uv）  renew the lock files (needs uv)'
	@echo 'make clean   删除 site/、.venv/ 与缓存      remove site/, .venv/ and caches'
	@echo
	@echo '指定解释器 choose the interpreter: make site PYTHON=/path/to/python3.12'

site: $(VENV)/.runtime
	$(BIN)/kb build --site site

serve: $(VENV)/.runtime
	$(BIN)/kb serve

check: $(VENV)/.runtime
	$(BIN)/kb check

bench: $(VENV)/.dev
	$(BIN)/python -m bench

# Tells in half a minute whether anything has become much slower.
bench-small: $(VENV)/.dev
	$(BIN)/python -m bench scale 300 1000 --reports 30 --alone

test: $(VENV)/.dev
	@echo '== browser: 浏览器'
	@$(BIN)/python -m bench.chromium
	@echo '== ruff check: 代码规则'
	@$(BIN)/ruff check .
	@echo '== ruff format: 代码格式'
	@$(BIN)/ruff format --check .
	@echo '== mypy: 类型'
	@$(BIN)/mypy
	@echo '== lint-imports: 模块边界'
	@$(BIN)/lint-imports
	@echo '== pytest: 测试'
	@$(BIN)/python -m pytest -n 2 --dist worksteal

# Keeps the versions already locked and adds what pyproject.toml asks for beyond them.
# To move to newer versions: make lock LOCK_FLAGS=--upgrade
lock:
	@command -v $(UV) >/dev/null || { \
		echo '需要 uv：pip install uv。uv is needed: pip install uv.' >&2; exit 1; }
	$(COMPILE) --extra build --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra build --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf site .cache $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# Each stamp is written last, so that an interrupted installation is taken up again.
$(VENV)/.created:
	@set -e; \
	for candidate in $(if $(PYTHON),"$(PYTHON)",$(CANDIDATES)); do \
		if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
			>/dev/null 2>&1; then \
			echo "== venv: $$("$$candidate" --version)"; \
			"$$candidate" -m venv $(VENV); touch $@; exit 0; \
		fi; \
	done; \
	echo '找不到可用的 Python 3.11 或更新版本（需含 venv 模块；Debian/Ubuntu 请装 python3-venv）。' >&2; \
	echo '已尝试 tried: $(or $(PYTHON),$(CANDIDATES))' >&2; \
	echo 'No usable Python 3.11 or newer was found (it needs the venv module;' >&2; \
	echo 'on Debian/Ubuntu install python3-venv). Name one: make site PYTHON=/path/to/python3' >&2; \
	exit 1

$(VENV)/.runtime: $(VENV)/.created requirements.lock pyproject.toml
	@echo '== install: 安装 requirements.lock'
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q kb_build  # else each run does, where PYTHONDONTWRITEBYTECODE is set
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo '== install: 安装 requirements-dev.lock'
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
