#!/usr/bin/env bash
# Every linter, all of them even when one complains: `make check`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=()

check() { # name, command...
  local name=$1
  shift
  if "$@" >"$scratch/out" 2>&1; then
    echo "check: $name ok"
  else
    failed+=("$name")
    cat "$scratch/out"
    echo "check: $name FAILED"
  fi
}

# Production values, so that check --deploy looks at what a pemda would run; SQLite stands in for the server.
manage() {
  env -u DATABASE_URL NETRALITAS_DATA_DIR="$scratch/data" NETRALITAS_DEMO=0 \
    NETRALITAS_BASE_URL=https://netralitas.contohkab.go.id NETRALITAS_HOSTS=netralitas.contohkab.go.id \
    NETRALITAS_TRUSTED_PROXIES=127.0.0.1 .venv/bin/python -W error manage.py "$@"
}

check "ruff format" .venv/bin/ruff format --check --quiet .
check "ruff check" .venv/bin/ruff check --quiet .
check "djlint" .venv/bin/djlint --lint --quiet templates
check "lint-imports" .venv/bin/lint-imports
check "migrations complete" manage makemigrations --check --dry-run
check "manage.py check" manage check
check "check --deploy" manage check --deploy --fail-level WARNING

[ ${#failed[@]} -eq 0 ] || { echo "check: ${#failed[@]} failed: ${failed[*]}"; exit 1; }
