#!/usr/bin/env bash
# Bring the database up to date, then run the web server and one worker until Ctrl-C or SIGTERM: `make run`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source deploy/environment.sh

"${python[@]}" - <<'PYTHON' || exit 1
import os, socket, sys
host, port = os.environ["HOST"], os.environ["PORT"]
try:
    family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
except (OSError, ValueError) as error:
    sys.exit(f"run: {host}:{port} cannot be used ({error}). Choose another: make run PORT=8001")
PYTHON

# Hashing and compressing takes a while, so only when a source is newer than the result.
collect_static() {
  local manifest=$data_dir/static/staticfiles.json
  [ -f "$manifest" ] &&
    [ -z "$(find static netralitas/*/static node_modules/.installed -newer "$manifest" -print -quit 2>/dev/null)" ] ||
    "${python[@]}" manage.py collectstatic --noinput --verbosity 0
}

if [ "${NETRALITAS_DEMO:-0}" = 1 ] && [ ! -f "$data_dir/demo-complete" ]; then
  make_demo
else
  "${python[@]}" manage.py migrate --noinput --verbosity 0
fi
collect_static

processes=()
# Also when one of the two ends by itself: half a portal is worse than none, and whoever supervises starts it anew.
stop() {
  trap '' INT TERM
  kill -TERM "${processes[@]}" 2>/dev/null || true
  wait "${processes[@]}" 2>/dev/null || true
}
trap 'stop; exit 0' INT TERM

# Sessions of their own, so that Ctrl-C reaches only this script: gunicorn told twice to stop takes half a minute.
setsid "${python[@]}" -m gunicorn --config deploy/gunicorn.conf.py netralitas.wsgi &
processes+=($!)
setsid "${python[@]}" manage.py worker &
processes+=($!)

if [ "${NETRALITAS_DEMO:-0}" = 1 ]; then
  "${python[@]}" manage.py demo --accounts || true
fi
printf '\nNetralitas: %s  (stop with Ctrl-C)\n\n' "$NETRALITAS_BASE_URL"

status=0
wait -n "${processes[@]}" || status=$?
echo "run: the web server or the worker has ended (status $status); stopping the other" >&2
stop
exit 1
