"""One settings file; what differs between places comes from the environment (docs/operasi.md)."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from netralitas import env, keys

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("NETRALITAS_DATA_DIR", str(BASE_DIR / "var"))).resolve()
DEMO = env.flag("NETRALITAS_DEMO")
DEBUG = False

SECRET_KEY = keys.load_or_create("django", DATA_DIR / "keys")
SECRET_KEY_FALLBACKS = env.words("NETRALITAS_DJANGO_KEY_FALLBACKS")
LINK_KEY = keys.load_or_create("link", DATA_DIR / "keys")
DATA_KEY = keys.load_or_create("data", DATA_DIR / "keys")

# --- where the portal is reached
BASE_URL = env.text("NETRALITAS_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = ["*"] if DEMO else env.words("NETRALITAS_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TRUSTED_PROXIES = env.words("NETRALITAS_TRUSTED_PROXIES")  # addresses whose X-Forwarded-For counts

# --- rooms
INSTALLED_APPS = [
    "netralitas.apps.ReadOnlyAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_tasks",
    "django_tasks_db",
    "netralitas.apps.NetralitasConfig",
    "netralitas.access",
    "netralitas.ui",
    "netralitas.audit",
    "netralitas.ledger",
    "netralitas.jobs",
    "netralitas.documents",
    "netralitas.exchange",
    "netralitas.registry",
    "netralitas.accounts",
    "pledges",
    "sanctions",
    "netralitas.dashboards",
    "netralitas.demo",
]
MIDDLEWARE = [
    "netralitas.requests.RequestMiddleware",  # request id, client address, limits, JSON access line
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "netralitas.registry.zone.ZoneMiddleware",  # WIB, WITA or WIT, as the pemda says
    "netralitas.access.middleware.SessionLimitMiddleware",  # idle and absolute limits
    "netralitas.accounts.middleware.VisitMiddleware",  # request.visit, request.actor
    "netralitas.accounts.gates.SecondFactorMiddleware",  # privileged accounts without a factor reach only its enrolment
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "netralitas.urls"
WSGI_APPLICATION = "netralitas.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "netralitas.registry.context.pemda",
                "netralitas.accounts.context.help_contact",
                "netralitas.ui.context.page",
            ],
            "builtins": ["netralitas.ui.templatetags.components", "netralitas.ui.templatetags.indonesian"],
        },
    }
]

# --- database: SQLite is embedded, PostgreSQL by DATABASE_URL
DATABASE_URL = env.text("DATABASE_URL", "")
if DEMO and DATABASE_URL:
    raise ImproperlyConfigured("NETRALITAS_DEMO never runs on DATABASE_URL: unset one of them (docs/operasi.md).")
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "netralitas.sqlite3",
            "NAME": DATA_DIR / "netralitas.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- who you are
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["netralitas.accounts.backends.PortalBackend"]
PASSWORD_HASHERS = ["netralitas.access.hashers.PortalArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "netralitas.accounts.passwords.NotFromNipValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:login"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "netralitas_sesi"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_SECONDS = 30 * 60
SESSION_IDLE_SECONDS_PRIVILEGED = 15 * 60
PASSWORD_RESET_TIMEOUT = 72 * 3600
OIDC = {  # single sign-on with one provider; off without an issuer
    "issuer": env.text("NETRALITAS_OIDC_ISSUER", ""),
    "client_id": env.text("NETRALITAS_OIDC_CLIENT_ID", ""),
    "client_secret": env.text("NETRALITAS_OIDC_CLIENT_SECRET", ""),
    "name": env.text("NETRALITAS_OIDC_NAME", "SSO"),
    "nip_claim": env.text("NETRALITAS_OIDC_NIP_CLAIM", "nip"),
    "scope": env.text("NETRALITAS_OIDC_SCOPE", "openid profile email"),
    "factor_values": env.words("NETRALITAS_OIDC_FACTOR_VALUES"),  # amr or acr that count as a second factor
}
OPERATORS_PER_OPD = env.number("NETRALITAS_OPERATORS_PER_OPD", 2)
SECOND_FACTOR_FORCED = not DEMO  # privileged roles; the demonstration only offers it

# --- safe by default; only the demonstration speaks plain HTTP
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_NAME = "netralitas_csrf"
CSRF_FAILURE_VIEW = "netralitas.views.csrf_failure"
SECURE_SSL_REDIRECT = not DEMO and env.flag("NETRALITAS_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if not DEMO else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *filter(None, [env.origin(OIDC["issuer"])])],  # a form leads to the SSO
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
REQUEST_MAX_BYTES = 12 * 1024 * 1024

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
NODE_MODULES = BASE_DIR / "node_modules"
PACKAGE_FILES = {  # prefix: (folder, the files we use; source maps because the manifest follows them)
    "vendor/bootstrap": (
        NODE_MODULES / "bootstrap/dist", ("css/bootstrap.min.css", "css/bootstrap.min.css.map"),
    ),
    "vendor/htmx": (NODE_MODULES / "htmx.org/dist", ("htmx.min.js",)),
    "vendor/chart": (NODE_MODULES / "chart.js/dist", ("chart.umd.min.js", "chart.umd.min.js.map")),
    "vendor/signature_pad": (
        NODE_MODULES / "signature_pad/dist", ("signature_pad.umd.min.js", "signature_pad.umd.min.js.map"),
    ),
}  # fmt: skip
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "netralitas.ui.bundles.BundleFinder",  # one stylesheet and one script per layout, joined from components
    "netralitas.ui.bundles.PackageFinder",  # PACKAGE_FILES
]
ICON_DIR = BASE_DIR / "node_modules/bootstrap-icons/icons"
PRIVATE_DIR = DATA_DIR / "files"  # certificates, uploads, results: never under a web root
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 365 * 24 * 3600

# --- the institution's seal
SEALER = env.text("NETRALITAS_SEALER", "lokal")  # lokal, bsre-segel, bsre-passphrase
SEAL_DIR = Path(env.text("NETRALITAS_SEAL_DIR", str(DATA_DIR / "keys/segel"))).resolve()
SEAL_MAKES_ITSELF = DEMO  # elsewhere a person makes it by a ceremony: manage.py make_seal_ca
BSRE_URL = env.text("NETRALITAS_BSRE_URL", "").rstrip("/")  # the pemda's own eSign client service
BSRE_USER = env.text("NETRALITAS_BSRE_USER", "")
BSRE_PASSWORD = env.text("NETRALITAS_BSRE_PASSWORD", "")
BSRE_SUBSCRIBER = env.text("NETRALITAS_BSRE_SUBSCRIBER", "")  # idSubscriber of the seal
BSRE_ROOTS = env.text("NETRALITAS_BSRE_ROOTS", "")  # PEM file with the roots of BSrE that we trust
BSRE_TIMEOUT = env.number("NETRALITAS_BSRE_TIMEOUT", 60)  # seconds
BSRE_KEEPS_BYTES = env.flag("NETRALITAS_BSRE_KEEPS_BYTES", True)  # the answer begins with the bytes we sent
TSA_URL = env.text("NETRALITAS_TSA_URL", "")  # time stamps on the portal's own seals (RFC 3161); "" for none
TSA_ROOTS = env.text("NETRALITAS_TSA_ROOTS", "")  # PEM file with the roots of stamps that we believe
TSA_TIMEOUT = env.number("NETRALITAS_TSA_TIMEOUT", 10)  # seconds

# --- language and time
LANGUAGE_CODE = "id"
USE_I18N = True
TIME_ZONE = env.text("NETRALITAS_TIME_ZONE", "Asia/Jakarta")  # WIB; Asia/Makassar WITA, Asia/Jayapura WIT
USE_TZ = True

# --- work in the background
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "urgent"]}}

# --- mail
LINK_READING_DAYS = env.number("NETRALITAS_LINK_READING_DAYS", 90)  # after its end a personal link opens history only

EMAIL_BACKEND = env.text(
    "NETRALITAS_EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.text("NETRALITAS_EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("NETRALITAS_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("NETRALITAS_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("NETRALITAS_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("NETRALITAS_EMAIL_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("NETRALITAS_EMAIL_FROM", "netralitas@localhost")
# messages to phones: off without an address (netralitas/jobs/gateway.py)
GATEWAY_URL = env.text("NETRALITAS_GATEWAY_URL", "")
GATEWAY_TOKEN = env.text("NETRALITAS_GATEWAY_TOKEN", "")
GATEWAY_CHANNEL = env.text("NETRALITAS_GATEWAY_CHANNEL", "whatsapp")
GATEWAY_TIMEOUT = env.number("NETRALITAS_GATEWAY_TIMEOUT", 10)

# --- look
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- logs: JSON lines without personal data; see netralitas/requests.py
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "netralitas.requests.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("NETRALITAS_LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "weasyprint": {"level": "ERROR"},  # its progress is no news
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
