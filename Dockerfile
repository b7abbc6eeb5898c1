# The app for a team. docs/app.md says how to run it: behind a proxy with TLS, on a read-only file system.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY constraints.txt ./
RUN pip install --require-hashes -r constraints.txt
COPY pyproject.toml README.md LICENSE ./
COPY .streamlit .streamlit
COPY analyzer analyzer
COPY data data
COPY models models
RUN pip install hatchling && pip install --no-deps --no-build-isolation . \
 && useradd --system --uid 10001 --home-dir /tmp --shell /usr/sbin/nologin aipm \
 && mkdir /desk && chown aipm /desk

USER aipm
WORKDIR /tmp
ENV AIPM_DATA=/desk HOME=/tmp
VOLUME /desk
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["aipm", "app", "--host", "0.0.0.0", "--port", "8501", "--no-browser"]
