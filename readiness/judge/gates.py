"""Gates: a metric held against its bound. An unknown metric fails."""

from fractions import Fraction

from readiness.judge.conditions import failing
from readiness.judge.metrics import Basis, account, doubt, untold, value
from readiness.model import Gate, GateResult, Outcome
from readiness.policy.metrics import Metric, Unit
from readiness.policy.metrics import metric as found


def decide(gate: Gate, basis: Basis) -> GateResult:
    """What the gate comes to.

    Unknown where its metric is not known, not applicable where its condition does not hold.
    """
    absent = failing(gate.when, basis.occasion, basis.component)
    if absent:
        return _result(gate, basis, Outcome.NOT_APPLICABLE, f"does not apply: {absent}")
    doubtful, actual = doubt(gate.metric, basis), value(gate.metric, basis)
    if doubtful and not _is_missed_anyway(gate, actual):
        actual = None
    if actual is None:
        reason = _unknown(gate, basis, doubtful)
        if _is_missed_by_the_rest(gate, basis, doubtful):
            return _result(gate, basis, Outcome.FAIL, reason)
        return _result(gate, basis, Outcome.UNKNOWN, reason, warns=gate.warns and not doubtful)
    outcome = Outcome.FAIL if shortfall(gate, actual) else Outcome.PASS
    reason = account(gate.metric, basis) or f"{_measured(gate, actual)}, {required(gate)} required"
    return _result(gate, basis, outcome, reason, actual=actual)


def _is_missed_anyway(gate: Gate, actual: Fraction | None) -> bool:
    """Whether all is lost by the contradicted claims, whatever those come to that are undecided."""
    if actual is None or gate.metric != "claims.contradicted":
        return False
    return shortfall(gate, actual) == 1


def _is_missed_by_the_rest(gate: Gate, basis: Basis, doubtful: str) -> bool:
    """Whether what is reported misses the bound already, although some tests are in no report."""
    known = value(gate.metric, basis)
    return _is_untold(gate, basis, doubtful) and known is not None and shortfall(gate, known) > 0


def _is_untold(gate: Gate, basis: Basis, doubtful: str) -> bool:
    return bool(doubtful) and doubtful == untold(gate.metric, basis)


def _unknown(gate: Gate, basis: Basis, doubtful: str) -> str:
    """Why the metric is not known, and what is known of it all the same."""
    summary, known = metric(gate).summary, value(gate.metric, basis)
    if _is_untold(gate, basis, doubtful) and known is not None:
        if shortfall(gate, known):
            return f"{_measured(gate, known)}, {required(gate)} required; and {doubtful}"
        return f"of what is reported {_measured(gate, known)}, but {doubtful}"
    what = summary if metric(gate).unit is Unit.COUNT else f"the share {summary}"
    said = doubtful or account(gate.metric, basis) or _missing(gate, basis) or what
    return f"not measured: {said}"


def _missing(gate: Gate, basis: Basis) -> str:
    """What there is nothing at all of, or ''."""
    family, of = gate.metric.partition(".")[0], f" of {basis.component}" if basis.component else ""
    if family == "tests" and not basis.measured.runs and gate.metric != "tests.mutation-score":
        return f"there is no test report{of}"
    if family == "coverage" and basis.measured.coverage is None:
        return f"there is no coverage report{of}"
    if (family == "change" or gate.metric == "coverage.diff") and basis.alterations is None:
        return "nothing says what the change is"
    return ""


def _result(
    gate: Gate,
    basis: Basis,
    outcome: Outcome,
    reason: str,
    *,
    actual: Fraction | None = None,
    warns: bool = False,
) -> GateResult:
    return GateResult(
        gate=gate,
        outcome=outcome,
        actual=actual,
        reason=reason,
        component=basis.component,
        warns=warns,
    )


def metric(gate: Gate) -> Metric:
    """What the gate bounds. Raises KeyError where there is no such metric."""
    return _found(gate.metric)


def shortfall(gate: Gate, actual: Fraction) -> Fraction:
    """How much of the bound is missed, as a fraction of one: actual over required for a minimum.

    For a maximum of a rate it is the excess over what is left up to one, for a maximum of a count
    the excess over the actual.
    """
    if gate.minimum is not None and actual < gate.minimum:
        return 1 - actual / gate.minimum
    if gate.maximum is not None and actual > gate.maximum:
        room = actual if metric(gate).unit is Unit.COUNT else 1 - gate.maximum
        return min(Fraction(1), (actual - gate.maximum) / room)
    return Fraction(0)


def required(gate: Gate) -> str:
    """The gate's bounds in words."""
    words = []
    if gate.minimum is not None:
        words.append(f"at least {display(gate.metric, gate.minimum)}")
    if gate.maximum is not None:
        words.append(f"at most {display(gate.metric, gate.maximum)}")
    return " and ".join(words)


def amount(gate: Gate, actual: Fraction) -> str:
    """What a metric came to: ``31.8 %``, ``2 claims that the evidence contradicts``."""
    shown = display(gate.metric, actual, required=gate.minimum or gate.maximum)
    found = metric(gate)
    return found.counted(int(actual)) if found.unit is Unit.COUNT else shown


def _measured(gate: Gate, actual: Fraction) -> str:
    """What a metric came to, and of what: ``31.8 % of executable lines covered``."""
    shown = amount(gate, actual)
    return shown if metric(gate).unit is Unit.COUNT else f"{shown} {metric(gate).summary}"


def display(name: str, number: Fraction, *, required: Fraction | None = None) -> str:
    """A metric's value as people read it, never rounded onto the other side of ``required``."""
    if _found(name).unit is Unit.COUNT:
        return f"{int(number):,}"
    for places in range(1, 7):
        shown = round(number * 100, places)
        if required is None or _same_side(shown, number * 100, required * 100):
            break
    return f"{float(shown):.{places}f}".rstrip("0").rstrip(".") + " %"


def _found(name: str) -> Metric:
    known = found(name)
    if known is None:
        raise KeyError(name)
    return known


def _same_side(shown: Fraction, exact: Fraction, bound: Fraction) -> bool:
    return (shown < bound) == (exact < bound) and (shown > bound) == (exact > bound)
