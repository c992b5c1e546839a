#!/usr/bin/env bash
# One backup of database and issued files into a dated folder: deploy/backup.sh FOLDER [days to keep, default 30]
# The keys stay out on purpose: whoever has the backup must not also be able to read it (docs/operasi.md).
set -euo pipefail
target=${1:?"usage: deploy/backup.sh FOLDER [days to keep]"}
keep_days=${2:-30}
mkdir -p "$target"
target=$(cd "$target" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/.."
umask 077

data_dir=${NETRALITAS_DATA_DIR:-$PWD/var}
[ -z "${DATABASE_URL_FILE:-}" ] || DATABASE_URL=$(cat "$DATABASE_URL_FILE")
folder=$target/$(date +%Y%m%d-%H%M%S)
mkdir "$folder.unfinished"

if [ -n "${DATABASE_URL:-}" ]; then
  pg_dump --format=custom --no-owner --no-privileges --file="$folder.unfinished/database.dump" "$DATABASE_URL"
  pg_restore --list "$folder.unfinished/database.dump" >/dev/null
else
  # VACUUM INTO takes one consistent picture while the portal goes on working
  .venv/bin/python - "$data_dir/netralitas.sqlite3" "$folder.unfinished/database.sqlite3" <<'PYTHON'
import sys

import netralitas  # brings the SQLite without the WAL-reset bug  # noqa: F401
import sqlite3

source, copy = sys.argv[1:]
sqlite3.connect(f"file:{source}?mode=ro", uri=True).execute("VACUUM INTO ?", [copy])
answer = sqlite3.connect(copy).execute("PRAGMA integrity_check").fetchone()[0]
sys.exit(0 if answer == "ok" else f"backup: the copy is damaged: {answer}")
PYTHON
fi

# after the database: a file the database names is then in the archive
if [ -d "$data_dir/files" ]; then
  tar --create --file="$folder.unfinished/files.tar" --directory="$data_dir" files
fi
(cd "$folder.unfinished" && sha256sum -- * >SHA256SUMS)
mv "$folder.unfinished" "$folder"

find "$target" -mindepth 1 -maxdepth 1 -type d -name '????????-??????' -mtime "+$keep_days" -exec rm -rf {} +
echo "backup: $folder"
