"""Numbers of tests where several jobs run the same ones: every run is meant, or each test once."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from readiness.claims.evidence import Evidence
from readiness.model import Claim, ClaimVerdict, Judgement

Judge = Callable[[Claim, Evidence], Judgement]

_FAVOUR = (ClaimVerdict.CONTRADICTED, ClaimVerdict.UNSUPPORTED, ClaimVerdict.CONFIRMED)


def either_way(judge: Judge) -> Judge:
    """A judge of numbers of tests that counts both ways, in the claim's favour."""

    @wraps(judge)
    def judged(claim: Claim, evidence: Evidence) -> Judgement:
        each_run = judge(claim, evidence)
        if each_run.verdict is ClaimVerdict.CONFIRMED or evidence.once is None:
            return each_run
        each_test = judge(claim, evidence.once)
        if _FAVOUR.index(each_test.verdict) <= _FAVOUR.index(each_run.verdict):
            return each_run
        return replace(each_test, reason=f"{each_test.reason}; each test is counted once")

    return judged
