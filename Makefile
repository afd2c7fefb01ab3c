# `make run` starts the site, `make test` tests it, `make help` lists the rest.

PORT ?= 8000
BIND ?= 127.0.0.1
WORKERS ?= 2
THREADS ?= 4
PREPARE_EVERY ?= 4
DUMPS_EVERY ?= 10
SITE_URL ?= http://localhost:$(PORT)
ARGS ?=
JOBS ?= auto

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
STATIC_FILES := $(shell find static 2>/dev/null)
SITE_TEMPLATES := $(shell find templates/site -name '*.html' 2>/dev/null)
DESK_TEMPLATES := $(shell find templates/desk -name '*.html' 2>/dev/null)

# The key from the environment, or else the one made on first use.
MANAGE = SECRET_KEY="$${SECRET_KEY:-$$(cat .secret)}" $(PY) manage.py

export SITE_URL
export DEBUG := false

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run backup restore verify doctor test bench bench-quick cluster kills soak fuzz audit mutants check admin catalogue manage migrate lock browser html-checker clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | awk -F '\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

run: staticfiles/staticfiles.json catalogue ## install what is missing, load the catalogue, serve (PORT=8000 BIND=127.0.0.1)
	@echo "Phonesite answers at http://$(BIND):$(PORT)/ (Ctrl+C stops it)"
	@rm -f $${METRICS_ROOT:-metrics}/*.db
	@export SECRET_KEY="$${SECRET_KEY:-$$(cat .secret)}"; \
	nice -n 10 $(PY) manage.py make_dumps --every $(DUMPS_EVERY) & \
	nice -n 10 $(PY) manage.py prepare_phones --every $(PREPARE_EVERY) & \
	exec $(PY) -m gunicorn phonesite.wsgi --bind $(BIND):$(PORT) --no-control-socket \
		--worker-class phonesite.worker.Worker --logger-class phonesite.server_log.ServerLog --limit-request-line 8190 --workers $(WORKERS) --threads $(THREADS)

test: $(VENV)/.installed-dev browser html-checker ## run all tests (ARGS="-k words" picks some)
	@$(PY) -m pytest -n $(JOBS) --dist worksteal $(ARGS)

bench: $(VENV)/.installed-dev ## measure the shipped catalogue, 20,000 and 100,000 phones in one table (ARGS=1000000: so many made-up ones)
	@$(PY) -W ignore -m tests.bench $(ARGS)

bench-quick: $(VENV)/.installed-dev ## in a minute, whether anything has become slower than noise explains
	@$(PY) -W ignore -m tests.benches.quick

cluster: $(VENV)/.installed-dev staticfiles/staticfiles.json cluster-packages ## kill each part of a cluster on this machine in turn: nginx, two apps, Redis, PostgreSQL and replica
	@$(PY) -m tests.cluster

kills: $(VENV)/.installed-dev staticfiles/staticfiles.json cluster-packages ## break saves, imports, migrations, backups and restores off, on both databases (as root; ARGS=24: trials of each kind)
	@$(PY) -W ignore -m tests.kills $(ARGS)

soak: $(VENV)/.installed-dev staticfiles/staticfiles.json cluster-packages ## an hour of readers, editors and faults (as root; ARGS="15 postgresql": minutes, database)
	@$(PY) -W ignore -m tests.soak $(ARGS)

fuzz: $(VENV)/.installed-dev ## send a hundred thousand bad requests (ARGS=5000: so many) and say what came of them
	@$(PY) -W ignore -m tests.fuzz $(ARGS)

audit: $(VENV)/.installed-dev browser html-checker sqlmap-package ## look into pages (Lighthouse, HTML, links) and security (pip-audit, wapiti, sqlmap); ARGS=security, ARGS=packages: a part
	@DJANGO_SETTINGS_MODULE=phonesite.settings SECRET_KEY=only-for-the-audit $(PY) -m tests.audits $(ARGS)

mutants: $(VENV)/.installed-dev ## put small faults into the code and count those that tests notice (ARGS="evidence 300 --seed 1")
	@$(PY) -m tests.mutants $(ARGS)

check: $(VENV)/.installed-dev ## lint, formatting, missing migrations, settings fit for HTTPS
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(if $(SITE_TEMPLATES),$(PY) -m djlint $(SITE_TEMPLATES) --profile jinja --lint --quiet)
	@$(if $(DESK_TEMPLATES),$(PY) -m djlint $(DESK_TEMPLATES) --profile django --lint --quiet)
	@SECRET_KEY=only-for-checking $(PY) -W error manage.py makemigrations --check --dry-run
	@SITE_URL=https://phones.example.org SECRET_KEY="$$($(NEW_SECRET))" \
		$(PY) -W error manage.py check --deploy --fail-level WARNING

admin: migrate ## make an editor, asking for name and password
	@$(MANAGE) make_editor

catalogue: $(VENV)/.installed .secret ## load the shipped catalogue; what editors changed stays
	@umask 077 && $(MANAGE) load_catalogue catalog/data --migrate --if-new --brief || { test $$? -eq 3 && \
		echo "THE SHIPPED CATALOGUE WAS NOT LOADED, for the faults above. The site goes on with what it has." >&2; }

manage: migrate ## run any command of manage.py (ARGS="dump_catalogue backup")
	@$(MANAGE) $(ARGS)

backup: ## keep everything in one file that is tried at once (ARGS="FOLDER --keep 14")
restore: ## bring a backup back (ARGS="FILE --replace")
verify: ## look whether what is stored is whole
doctor: ## look at settings, machine and backups
backup restore verify doctor: $(VENV)/.installed .secret
	@$(MANAGE) $@ $(ARGS)

migrate: $(VENV)/.installed .secret ## bring the database's tables up to date
	@umask 077 && $(MANAGE) migrate --noinput --verbosity 0

clean: ## remove what was made, except the database and the secret
	rm -rf $(VENV) .venv-audit staticfiles index .pytest_cache .ruff_cache .hypothesis .coverage htmlcov test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

staticfiles/staticfiles.json: $(VENV)/.installed phonesite/settings.py $(STATIC_FILES) | .secret
	@echo "Collecting static files"
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

NEW_SECRET = $(PY) -c 'import secrets; print(secrets.token_urlsafe(50))'

.secret: | $(VENV)/pyvenv.cfg
	@umask 077 && $(NEW_SECRET) > $@
	@echo "Made a secret key and kept it in .secret"

# What is installed

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Phonesite needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.installed: deploy/requirements.lock $(VENV)/pyvenv.cfg
	@$(call install,deploy/requirements.lock)
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt $(VENV)/.installed
	@$(call install,requirements-dev.txt)
	@touch $@

lock: $(VENV)/.installed-dev ## put what requirements.txt allows today into deploy/requirements.lock, each file by its hash (ARGS=--upgrade: newer ones)
	@$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(ARGS) \
		--custom-compile-command "make lock" --output-file deploy/requirements.lock requirements.txt

# uv installs in a tenth of pip's time. It reads none of pip's settings, so it is handed pip's indexes, links and
# certificates; where it cannot be had, or does not manage, pip does it.
PIP_SETTING = $(PY) -m pip config list | sed -n "s/^[^=]*\.$(1)='\(.*\)'$$/\1/p" | tail -n 1 | sed 's/\\n/ /g; s/^ *//'
define install
echo "Installing $(1)"; \
$(PY) -m pip install -qq --disable-pip-version-check uv || true; \
UV_DEFAULT_INDEX="$$($(call PIP_SETTING,index-url))"; \
UV_INDEX="$$($(call PIP_SETTING,extra-index-url))"; \
UV_FIND_LINKS="$$($(call PIP_SETTING,find-links) | tr ' ' ',')"; \
export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-https://pypi.org/simple}" UV_INDEX UV_FIND_LINKS \
	UV_INDEX_STRATEGY=unsafe-best-match; \
cert="$$($(call PIP_SETTING,cert))"; if [ -n "$$cert" ]; then export SSL_CERT_FILE="$$cert"; fi; \
$(PY) -m uv pip install --quiet --python $(PY) --requirement $(1) 2>/dev/null || \
$(PY) -m pip install --quiet --disable-pip-version-check --requirement $(1)
endef

# The browser of the browser tests: as root on Debian or Ubuntu it is installed, elsewhere its absence is said.
browser: | $(VENV)/.installed-dev
	@$(PY) -m tests.browser || ( . /etc/os-release 2>/dev/null; \
	case "$$(id -u) $$ID" in \
		"0 debian") $(MAKE) --no-print-directory chromium-by-apt ;; \
		"0 ubuntu") $(PY) -m playwright install --with-deps chromium ;; \
		*) echo "NO CHROMIUM: the browser tests will not run. Install chromium and repeat." >&2; \
			test "$$CI" != true ;; \
	esac )

# The HTML checker needs Java: as root on Debian it is installed, elsewhere its absence is said.
html-checker: | $(VENV)/.installed-dev
	@$(PY) -m tests.html_checker || ( . /etc/os-release 2>/dev/null; \
	case "$$(id -u) $$ID" in \
		"0 debian"|"0 ubuntu") echo "Installing Java for the HTML checker"; $(call apt_install,default-jre-headless) ;; \
		*) echo "NO HTML CHECKER: its test will not run. Install Java and repeat." >&2; \
			test "$$CI" != true ;; \
	esac )

.PHONY: cluster-packages
cluster-packages:
	@test "$$(id -u)" != 0 || { PATH="$$PATH:/usr/sbin"; \
	command -v nginx >/dev/null || { echo "Installing nginx"; $(call apt_install,nginx); }; \
	command -v redis-server >/dev/null || { echo "Installing Redis"; $(call apt_install,redis-server); }; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { echo "Installing PostgreSQL"; $(call apt_install,postgresql); }; }

.PHONY: sqlmap-package
sqlmap-package:
	@command -v sqlmap >/dev/null || test "$$(id -u)" != 0 || { echo "Installing sqlmap"; $(call apt_install,sqlmap); }

.PHONY: chromium-by-apt
chromium-by-apt:
	@echo "Installing Chromium for the browser tests"
	@$(call apt_install,chromium-headless-shell fonts-liberation fonts-noto-cjk)

APT = DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300
define apt_install
ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 || $(APT) update; \
$(APT) install -y --no-install-recommends $(1) >/dev/null || \
{ $(APT) update && $(APT) install -y --no-install-recommends $(1) >/dev/null; }
endef
