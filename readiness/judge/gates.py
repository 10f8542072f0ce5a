"""Gates: a metric held against its bound. An unknown metric fails."""

from fractions import Fraction

from readiness.judge.metrics import Basis, doubt, value
from readiness.model import Gate, GateResult, Outcome
from readiness.policy.metrics import METRICS, Unit


def decide(gate: Gate, basis: Basis) -> GateResult:
    """What the gate comes to: pass, fail, or unknown where its metric is not known."""
    doubtful = doubt(gate.id, basis)
    actual = None if doubtful else value(gate.id, basis)
    if actual is None:
        reason = f"not measured: {doubtful or METRICS[gate.id].summary}"
        return GateResult(gate=gate, outcome=Outcome.UNKNOWN, actual=None, reason=reason)
    outcome = Outcome.FAIL if shortfall(gate, actual) else Outcome.PASS
    shown = display(gate.id, actual, required=gate.minimum or gate.maximum)
    reason = f"{shown} {METRICS[gate.id].summary}, {required(gate)} required"
    return GateResult(gate=gate, outcome=outcome, actual=actual, reason=reason)


def shortfall(gate: Gate, actual: Fraction) -> Fraction:
    """How much of the bound is missed, as a fraction of one: actual over required for a minimum.

    For a maximum of a rate it is the excess over what is left up to one, for a maximum of a count
    the excess over the actual.
    """
    if gate.minimum is not None and actual < gate.minimum:
        return 1 - actual / gate.minimum
    if gate.maximum is not None and actual > gate.maximum:
        room = actual if METRICS[gate.id].unit is Unit.COUNT else 1 - gate.maximum
        return min(Fraction(1), (actual - gate.maximum) / room)
    return Fraction(0)


def required(gate: Gate) -> str:
    """The gate's bounds in words."""
    words = []
    if gate.minimum is not None:
        words.append(f"at least {display(gate.id, gate.minimum)}")
    if gate.maximum is not None:
        words.append(f"at most {display(gate.id, gate.maximum)}")
    return " and ".join(words)


def display(metric: str, number: Fraction, *, required: Fraction | None = None) -> str:
    """A value as people read it, never rounded onto the other side of ``required``."""
    if METRICS[metric].unit is Unit.COUNT:
        return f"{int(number):,}"
    for places in range(1, 7):
        shown = round(number * 100, places)
        if required is None or _same_side(shown, number * 100, required * 100):
            break
    return f"{float(shown):.{places}f}".rstrip("0").rstrip(".") + " %"


def _same_side(shown: Fraction, exact: Fraction, bound: Fraction) -> bool:
    return (shown < bound) == (exact < bound) and (shown > bound) == (exact > bound)
