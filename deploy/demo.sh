#!/usr/bin/env bash
# Make the demonstration data anew with $STAFF persons: `make demo STAFF=20000`. Keys stay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source deploy/environment.sh
[ "${NETRALITAS_DEMO:-0}" = 1 ] || { echo "demo: never in a real database; unset DATABASE_URL first" >&2; exit 1; }

make_demo
"${python[@]}" manage.py demo --accounts
