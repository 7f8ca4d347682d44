# Tiến Bộ: `make run` shows it, `make test` proves it. Both do all the set-up.

PYTHON ?= python3
PORT ?= 8501
TIENBO_HOME ?= $(CURDIR)/data
export PORT TIENBO_HOME
BIN = .venv/bin

.PHONY: run etl test soak check programs pictures bench dictionary
.DELETE_ON_ERROR:

run: .venv/installed  ## load what lies in the inbox (samples, if there is no data yet) and show the Overview
	@if [ ! -d "$(TIENBO_HOME)/inbox" ] && [ -z "$$(find "$(TIENBO_HOME)" -type f ! -name '.*' 2>/dev/null | head -n 1)" ]; then \
		echo "Chưa có dữ liệu: tạo số liệu mẫu · No data yet: making samples" && \
		rm -rf build/samples && $(BIN)/python -m etl sample --out build/samples && \
		mkdir -p "$(TIENBO_HOME)" && mv build/samples "$(TIENBO_HOME)/inbox"; \
	fi
	-@$(BIN)/python -m etl run
	@echo "http://127.0.0.1:$(PORT)"
	@exec $(BIN)/python dashboard/server.py

etl: .venv/installed  ## load what lies in the inbox, as cron does
	@$(BIN)/python -m etl run

test: programs check  ## everything that must hold, a real browser, LibreOffice and cron included
	$(BIN)/python -m pytest -n 2 --dist loadfile

soak: programs .venv/installed-dev  ## hours: 500 kills, 50 full disks, readers under 200 publishes, every page in every setting
	@$(BIN)/python -m tests.crash.soak
	$(BIN)/python -m pytest tests/dashboard/full_matrix.py

check: .venv/installed-dev  ## style, types and SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --disable-progress-bar warehouse/sql

pictures: .venv/installed-dev  ## take the pictures of docs/pictures anew
	$(BIN)/python -m tests.dashboard.take_pictures

bench: programs .venv/installed-dev  ## time two pages against their peers, in turns (KIT: a folder of peers that was set up)
	@$(BIN)/python -m bench $(if $(KIT),--kit $(KIT))

# The programs that the tests work with and pip cannot give: a browser, an office, a clock
programs:
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-calc"; \
	command -v crontab >/dev/null || missing="$$missing cron"; \
	[ -x /usr/sbin/logrotate ] || missing="$$missing logrotate"; \
	[ -z "$$missing" ] && exit 0; \
	command -v apt-get >/dev/null || { echo "Please install:$$missing" >&2; exit 1; }; \
	sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	$$sudo apt-get update -q && $$sudo apt-get install -q -y --no-install-recommends $$missing

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tiến Bộ needs Python 3.11 or newer: make PYTHON=python3.11 …" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv is missing: apt-get install python3-venv" >&2; exit 1; }

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check -q -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --disable-pip-version-check -q -r requirements-dev.txt
	@touch $@

dictionary: .venv/installed  ## write docs/dictionary.md anew from the current snapshot
	@$(BIN)/python -m warehouse.dictionary > docs/dictionary.md
