"""A live check of an HTTP address. No redirect is followed, and nothing of ours is sent along."""

import json
from typing import Any

from readiness.checks.answer import LATE, FailedError
from readiness.model import HttpCheck

LARGEST = 1024 * 1024
REDIRECTS = range(300, 400)


def ask(check: HttpCheck) -> str:
    """Get the address once. Raises FailedError where the answer is not the wanted one."""
    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.headers.update({"User-Agent": "readiness", "Accept-Encoding": "identity"})
        try:
            response = session.get(
                check.url, timeout=check.seconds, allow_redirects=False, stream=True
            )
            with response:
                _hold_status(check, response.status_code)
                if check.fields:
                    _hold_fields(check, response.raw.read(LARGEST + 1, decode_content=False))
        except requests.Timeout as error:
            raise FailedError(LATE) from error
        except (requests.RequestException, OSError) as error:
            raise FailedError(f"no answer: {_cause(error)}") from error
    return f"it answers {check.status}" + (", with the wanted values" if check.fields else "")


def _hold_status(check: HttpCheck, status: int) -> None:
    if status != check.status:
        redirect = ", a redirect, which is not followed" if status in REDIRECTS else ""
        raise FailedError(f"it answers {status}{redirect}; {check.status} is wanted")


def _hold_fields(check: HttpCheck, body: bytes) -> None:
    if len(body) > LARGEST:
        raise FailedError(f"its answer is larger than {LARGEST} bytes")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FailedError("its answer is no JSON") from error
    for path, wanted in check.fields.items():
        found = _field(data, path)
        if not found:
            raise FailedError(f"its answer has no {path}")
        if not _same(found[0], wanted):
            raise FailedError(f"{path} is {_shown(found[0])}; {_shown(wanted)} is wanted")


def _field(data: Any, path: str) -> list[Any]:
    """The value at a path of keys and positions, in a list of its own; [] where there is none."""
    for part in path.split("."):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and part.isdecimal() and int(part) < len(data):
            data = data[int(part)]
        else:
            return []
    return [data]


def _same(found: object, wanted: object) -> bool:
    """Equal, and no boolean taken for a number."""
    return found == wanted and isinstance(found, bool) == isinstance(wanted, bool)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= 60 else text[:59] + "…"


def _cause(error: BaseException) -> str:
    """The system's own word for it, from the innermost of the errors."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, OSError) and found.strerror:
            return found.strerror.lower()
        reason = getattr(found.args[0], "reason", None) if found.args else None
        found = reason if isinstance(reason, BaseException) else found.__context__
    return "the connection broke"
