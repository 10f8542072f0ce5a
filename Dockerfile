FROM python:3.13-slim AS build
RUN command -v git >/dev/null \
 || (apt-get update && apt-get install --yes --no-install-recommends git)
RUN cp "$(command -v git)" /usr/local/bin/git.copy
COPY requirements.lock /build/requirements.lock
RUN python -m venv /opt/readiness \
 && /opt/readiness/bin/python -m pip install --no-cache-dir --no-compile --only-binary :all: \
        --no-deps --require-hashes -r /build/requirements.lock \
 && /opt/readiness/bin/python -m pip uninstall --quiet --yes pip \
 && rm -f /opt/readiness/bin/sg
COPY readiness /build/readiness
RUN cp -r /build/readiness "$(/opt/readiness/bin/python -c 'import site; print(site.getsitepackages()[0])')/" \
 && /opt/readiness/bin/python -I -c 'from readiness.probes.secrets import prepare; prepare()' \
 && /opt/readiness/bin/python -m compileall -q -j 0 /opt/readiness/lib

# Only git's one binary is taken: reading history needs neither its scripts nor Perl.
FROM python:3.13-slim
COPY --from=build /usr/local/bin/git.copy /usr/local/bin/git
RUN git --version
COPY --from=build /opt/readiness /opt/readiness
COPY entrypoint.py /opt/readiness/entrypoint.py
ENTRYPOINT ["/opt/readiness/bin/python", "-I", "/opt/readiness/entrypoint.py"]
