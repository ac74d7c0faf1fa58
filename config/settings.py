"""Every setting, read top to bottom; what differs between installations comes from the environment."""

import logging
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Which kind of installation this is -------------------------------------------------------------------
# embedded: one machine, SQLite, no service (`make run`); test: the suite; production: all else, and strict.
ENVIRONMENT = env.str("ENVIRONMENT", "production")
if ENVIRONMENT not in {"embedded", "test", "production"}:
    raise ImproperlyConfigured("ENVIRONMENT must be embedded, test or production.")
IS_PRODUCTION = ENVIRONMENT == "production"

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", False)
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", default=[urlsplit(PUBLIC_BASE_URL).hostname or "localhost"]
)
if ENVIRONMENT == "embedded":
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
REDIS_URL = env.str("REDIS_URL", "")


def embedded_secret_key(folder: Path) -> str:
    """Return this installation's own key, made on the first start and readable by its user only."""
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY and not IS_PRODUCTION:
    SECRET_KEY = embedded_secret_key(DATA_DIR)

if IS_PRODUCTION:
    refusals = {
        "DEBUG must be off.": DEBUG,
        "SECRET_KEY must be set to at least 40 characters of your own.": len(SECRET_KEY) < 40,
        "ALLOWED_HOSTS must name the hosts, '*' is not allowed.": any("*" in host for host in ALLOWED_HOSTS),
        "REDIS_URL must carry a password.": bool(REDIS_URL) and not urlsplit(REDIS_URL).password,
    }
    faults = [reason for reason, is_wrong in refusals.items() if is_wrong]
    if faults:
        raise ImproperlyConfigured("Production does not start like this: " + " ".join(faults))

# --- Applications -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",
    "common",
    "organizations",
    "alignment",
    "reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.compress",
    "common.middleware.no_store",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organizations.middleware.end_old_sessions",
    "organizations.middleware.leave_nothing_behind",
    "organizations.middleware.SignInRequired",
    "organizations.middleware.use_own_time_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "common.middleware.answer_bad_input",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.frame",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------------------
DATABASES: dict[str, Any] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        " PRAGMA recursive_triggers=ON;",  # else INSERT OR REPLACE would step around the freeze triggers
    }
else:
    DATABASE["CONN_HEALTH_CHECKS"] = True
    DATABASE["OPTIONS"] = {
        # Trying again for longer would double its pauses, and outlast the outage that it waits for.
        "pool": {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", 8),
            "timeout": 5,
            "reconnect_timeout": 2,
        },
        "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DOCUMENTS_DIR = DATA_DIR / "documents"

# Rate limits and nothing else: in the database, so that no request ever waits for Redis.
# An entry that cannot be locked counts as used up (allauth), so the limits fail closed; the size keeps
# attackers from pushing their own entries out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- People and sessions ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "organizations.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# The first organization can always be started by whoever comes first; whether strangers may start more is
# a choice, because a form that makes accounts tells which addresses already have one.
START_IS_OPEN = env.bool("START_IS_OPEN", not IS_PRODUCTION)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "organizations:landing"
ACCOUNT_ADAPTER = "organizations.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one replaces it only after its mail was answered
ACCOUNT_EMAIL_NOTIFICATIONS = True  # the old address hears of the change
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"start": "60/h/ip", "invitation": "30/m/ip", "invite": "100/h/user"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(PUBLIC_BASE_URL).scheme
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Parallax"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_IDLE_SECONDS = 2 * 60 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- The wire ---------------------------------------------------------------------------------------------
IS_HTTPS = PUBLIC_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns about a missing folder, and every warning fails a test
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION

# --- Mail: a folder of messages where no server is configured ---------------------------------------------
EMAIL_FILE_PATH = DATA_DIR / "mail"
globals().update(env.email_url("EMAIL_URL", default=f"filemail:///{EMAIL_FILE_PATH}"))
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Parallax <parallax@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10

# --- Language and time: stored in UTC, shown in the person's zone -----------------------------------------
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Jobs: rows are the truth, Celery carries their ids (config/celery.py) --------------------------------
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", 60)
JOB_MAX_RUNS = 3
JOB_MAX_OPEN_PER_PERSON = 3


# --- Logs: no answers, no bodies, no addresses ------------------------------------------------------------
def without_trace(record: logging.LogRecord) -> bool:
    """A refusal (403, 404) is no fault of the program: its line is enough, and traces stay alarming."""
    if record.levelno < logging.ERROR:
        record.exc_info = record.exc_text = None
    return True


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"refusals": {"()": "django.utils.log.CallbackFilter", "callback": without_trace}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
