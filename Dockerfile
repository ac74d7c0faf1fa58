# One image for the web server, the relay and the worker; docker-compose.yml says which is which.
FROM python:3.13-slim-trixie AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /opt/parallax \
    && /opt/parallax/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt

FROM python:3.13-slim-trixie
# What WeasyPrint opens at run time (tools/missing_packages.py knows the same list), and pg_dump for backups.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libharfbuzz-subset0 \
        libpango-1.0-0 \
        libpangoft2-1.0-0 \
        postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 parallax \
    && install --directory --owner=parallax --group=parallax /data
COPY --from=build /opt/parallax /opt/parallax
ENV PATH=/opt/parallax/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data
WORKDIR /app
COPY . .
USER 10001
VOLUME /data
EXPOSE 8000
# The host has to be one of ours: another one is refused before any view.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["python", "-c", "\
import os, urllib.request as r; \
host = os.environ['ALLOWED_HOSTS'].split(',')[0]; \
r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=2)"]
CMD ["gunicorn", "--config=config/gunicorn.py", "--bind=0.0.0.0:8000", "config.wsgi"]
