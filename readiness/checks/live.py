"""Live checks: the services that the policy lists are asked, at once and each in its own time."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence

from readiness.checks import http, postgres, tcp
from readiness.checks.answer import LATE, FailedError, UndecidedError
from readiness.checks.mask import Masks, secrets
from readiness.model import HttpCheck, LiveCheck, LiveResult, Outcome, PostgresCheck, TcpCheck

AT_ONCE = 8
ANSWER = 500


def ask(checks: Sequence[LiveCheck], environment: Mapping[str, str]) -> tuple[LiveResult, ...]:
    """What each service answers, in the order of the checks. Nothing secret is in a result."""
    variables = [each.variable for each in checks if isinstance(each, PostgresCheck)]
    masks = secrets(environment, variables)
    results: list[LiveResult] = []
    for start in range(0, len(checks), AT_ONCE):
        asked = [_Asked(each, environment, masks) for each in checks[start : start + AT_ONCE]]
        results.extend(each.result() for each in asked)
    return tuple(results)


class _Asked:
    """One check under way in a thread, which is left behind when its time is over.

    The libraries' own limits are per read, and looking up a name has none at all.
    """

    def __init__(self, check: LiveCheck, environment: Mapping[str, str], masks: Masks) -> None:
        self.check = check
        self._masks = masks
        self._kind, self._target, self._ask = _how(check, environment)
        self._answer: tuple[Outcome, str] | None = None
        self._begin = self._end = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def result(self) -> LiveResult:
        self._thread.join(max(0.0, self._begin + self.check.seconds - time.monotonic()))
        answer = self._answer
        outcome, reason = answer or (Outcome.FAIL, LATE)
        return LiveResult(
            name=self.check.name,
            kind=self._kind,
            target=self._target,
            outcome=outcome,
            reason=self._masks.hide(reason)[:ANSWER],
            seconds=round(self._end - self._begin, 3) if answer else None,
        )

    def _run(self) -> None:
        try:
            answer = Outcome.PASS, self._ask()
        except FailedError as error:
            answer = Outcome.FAIL, str(error)
        except UndecidedError as error:
            answer = Outcome.UNKNOWN, str(error)
        except Exception as error:
            answer = Outcome.UNKNOWN, f"the check itself broke down: {type(error).__name__}"
        self._end = time.monotonic()
        self._answer = answer


def _how(check: LiveCheck, environment: Mapping[str, str]) -> tuple[str, str, Callable[[], str]]:
    """The kind, the target as it may be shown, and the asking."""
    match check:
        case HttpCheck():
            return "http", check.url.partition("?")[0], lambda: http.ask(check)
        case TcpCheck():
            return "tcp", f"{check.host}:{check.port}", lambda: tcp.ask(check)
        case PostgresCheck():
            return "postgresql", check.variable, lambda: postgres.ask(check, environment)
