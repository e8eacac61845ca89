# Not the slim one: it has the compiler that gazetteer/compiled is compiled with.
FROM python:3.12 AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PYTHONDONTWRITEBYTECODE=1

WORKDIR /src
COPY pyproject.toml hatch_build.py openapi.yaml README.md LICENSE ATTRIBUTION.md ./
COPY gazetteer gazetteer
COPY service service

# The environment is moved whole into the last stage, at the same path.
RUN python -m venv /app/venv
ENV PATH="/app/venv/bin:$PATH"
RUN pip install "/src/[limits,xlsx]" \
    && gazetteer build --artefact /app/artefact


FROM python:3.12-slim

LABEL org.opencontainers.image.title="gazetteer" \
      org.opencontainers.image.description="Gazetteer and geocoder for Syria and Iraq" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT AND CC-BY-4.0"

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin gazetteer

WORKDIR /app
COPY --from=build /app /app
COPY service/gunicorn.conf.py ./

ENV GAZETTEER_ARTEFACT=/app/artefact \
    HOST=0.0.0.0 \
    PATH="/app/venv/bin:$PATH" \
    PORT=8000 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    WEB_CONCURRENCY=2

USER 10001

# Where large tables wait that are sent to /batch.
VOLUME ["/tmp"]

EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=4)"]

# Nothing is written outside memory, so that the root file system may be read-only.
CMD ["gunicorn", "-c", "gunicorn.conf.py", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "service.wsgi:app"]
