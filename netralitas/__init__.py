"""Netralitas: the portal in which a regional government's staff sign the neutrality pledge.

Python may be linked to an SQLite with the WAL-reset corruption bug (3.7.0-3.51.2); the
`pysqlite3` wheel carries a repaired one. The swap must happen before Django loads its backend.
"""

import sqlite3
import sys

_FIRST_SAFE_SQLITE = (3, 51, 3)

if sqlite3.sqlite_version_info < _FIRST_SAFE_SQLITE:
    try:
        import pysqlite3
    except ImportError:  # the system check `netralitas.E001` explains it
        pass
    else:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
