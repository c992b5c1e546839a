#!/usr/bin/env bash
# Bring a backup back into an EMPTY portal: deploy/restore.sh FOLDER-OF-ONE-BACKUP
# Stop web and worker first. The keys must already be in place (docs/operasi.md).
set -euo pipefail
backup=$(cd "${1:?"usage: deploy/restore.sh FOLDER-OF-ONE-BACKUP"}" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/.."
umask 077
fail() { printf '%s\n' "restore: $*" >&2; exit 1; }

data_dir=${NETRALITAS_DATA_DIR:-$PWD/var}
[ -z "${DATABASE_URL_FILE:-}" ] || DATABASE_URL=$(cat "$DATABASE_URL_FILE")
(cd "$backup" && sha256sum --check --quiet SHA256SUMS) || fail "the backup is damaged"

if [ -n "${DATABASE_URL:-}" ]; then
  [ -f "$backup/database.dump" ] || fail "this backup is not from PostgreSQL"
  tables=$(psql "$DATABASE_URL" -Atc "select count(*) from pg_tables where schemaname = 'public'")
  [ "$tables" = 0 ] || fail "the database is not empty ($tables tables): restore into a new one"
  pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname="$DATABASE_URL" "$backup/database.dump"
else
  [ -f "$backup/database.sqlite3" ] || fail "this backup is not from SQLite"
  [ ! -e "$data_dir/netralitas.sqlite3" ] || fail "$data_dir/netralitas.sqlite3 exists: move it away first"
  mkdir -p "$data_dir"
  cp "$backup/database.sqlite3" "$data_dir/netralitas.sqlite3"
fi
if [ -f "$backup/files.tar" ]; then
  [ ! -e "$data_dir/files" ] || fail "$data_dir/files exists: move it away first"
  tar --extract --file="$backup/files.tar" --directory="$data_dir"
fi
echo "restore: done. Now: manage.py migrate, manage.py check --database default, manage.py recount"
