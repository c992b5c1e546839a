# Read by run.sh and demo.sh: the settings of `make run`. Without DATABASE_URL it is the demonstration.
export HOST=${HOST:-127.0.0.1} PORT=${PORT:-8000}
data_dir=${NETRALITAS_DATA_DIR:-$PWD/var}
python=(setpriv --pdeathsig TERM .venv/bin/python)  # whatever we start ends with us, even when we are killed

if [ -z "${DATABASE_URL:-}${DATABASE_URL_FILE:-}" ]; then
  export NETRALITAS_DEMO=${NETRALITAS_DEMO:-1}
fi

# Links and QR codes must name an address that others can reach.
reachable=$HOST
case $HOST in
  0.0.0.0 | ::) reachable=$(hostname -I 2>/dev/null | awk '{print $1}'); reachable=${reachable:-127.0.0.1} ;;
esac
export NETRALITAS_BASE_URL=${NETRALITAS_BASE_URL:-http://$reachable:$PORT}

# A first start that was cut short leaves half a story; only the mark at the end makes it whole.
make_demo() {
  "${python[@]}" deploy/forget_demo.py "$data_dir"
  "${python[@]}" manage.py migrate --noinput --verbosity 0
  "${python[@]}" manage.py demo --staff "${STAFF:-2000}"
  touch "$data_dir/demo-complete"
}
