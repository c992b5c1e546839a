"""Production's settings for tests: a data folder of their own, plain HTTP, a fast password hasher.

Loaded by pytest-django before any test module; every process (also each xdist worker) gets its own folder.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="netralitas-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("NETRALITAS_")]:
    del os.environ[_name]  # the tester's own settings must not colour the tests
os.environ["NETRALITAS_DATA_DIR"] = str(_folder)
os.environ["NETRALITAS_SSL_REDIRECT"] = "0"
os.environ["NETRALITAS_BASE_URL"] = "http://testserver"
os.environ["NETRALITAS_HOSTS"] = "testserver,localhost,127.0.0.1"

from netralitas.settings import *  # noqa: E402, F403
from netralitas.settings import DATABASES, STATIC_ROOT, STORAGES, TEMPLATES  # noqa: E402
from tests.strict_templates import UnknownVariable  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
SEAL_MAKES_ITSELF = True  # in the tests' own folder, when a test first seals
PRODUCTION_HASHERS = PASSWORD_HASHERS  # noqa: F405
PRODUCTION_SECOND_FACTOR_FORCED = SECOND_FACTOR_FORCED  # noqa: F405
SECOND_FACTOR_FORCED = False  # the cast has no phones; @pytest.mark.second_factor asks them as in production
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable()

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, so that several connections and the live server see one database as in production
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
