"""What many processes read is what one reads."""

from support.claims import text

from readiness.claims import parallel
from readiness.claims.find import find


def test_much_text_comes_to_the_same_claims(monkeypatch):
    texts = [text(f"All {n + 2} tests pass.\n\n- [ ] Part {n}\n", f"{n}.md") for n in range(100)]
    alone = find(texts)
    assert len(alone) >= 100
    monkeypatch.setattr(parallel, "MUCH", 0)
    assert find(texts) == alone


def test_a_process_that_is_ended_costs_only_time(monkeypatch):
    monkeypatch.setattr(parallel, "MUCH", 0)
    judge = parallel.os.getpid()

    def read(number):
        if number == 7 and parallel.os.getpid() != judge:
            parallel.os._exit(1)
        return -number

    monkeypatch.setitem(globals(), "_read", read)
    assert parallel.side_by_side(_outer, range(100), 1) == [-number for number in range(100)]


def _outer(number):
    return globals()["_read"](number)
