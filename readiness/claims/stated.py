"""A claim as its kind reads it from one statement, which it quotes whole."""

from readiness.model import Amount, Claim, Statement


def stated(
    kind: str, statement: Statement, value: str, subject: str = "", amount: Amount | None = None
) -> Claim:
    """What ``statement`` claims: ``value`` of ``subject``, "" where it is of the whole."""
    return Claim(
        kind=kind,
        quote=statement.text,
        statement=statement,
        value=value,
        subject=subject,
        amount=amount,
    )
