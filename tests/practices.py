"""Which rows of the practices list are proved, by which test: `python tests/practices.py` prints it and runs nothing.

As a pytest plugin it also refuses a mark whose number is no row.
"""

import contextlib
import csv
import io
import sys
from collections import defaultdict
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LIST = TESTS / "data" / "practices.csv"


def rows() -> dict[int, str]:
    """Return the practices by number."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {int(row["number"]): row["practice"] for row in csv.DictReader(file)}


def proofs(items: list[pytest.Item]) -> dict[int, list[str]]:
    """Return the tests that prove each row; raise UsageError for a number that is no row."""
    known, found = rows(), defaultdict(list)
    for item in items:
        for mark in item.iter_markers("practice"):
            for number in mark.args:
                if number not in known:
                    message = f"{item.nodeid}: there is no practice {number}"
                    raise pytest.UsageError(message)
                name = item.nodeid.split("[")[0]
                if name not in found[number]:
                    found[number].append(name)
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run say how hard it tries: the checks' usual numbers are quick."""
    parser.addoption("--kills", type=int, default=15, help="how often tests/vault/test_kill.py kills a saving process")
    parser.addoption("--keys", type=int, default=5, help="how many random keys tests/ui/test_random_keys.py presses")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Check the numbers in every run."""
    proofs(items)


class _Collected:
    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items


def main() -> int:
    """Print every row, whether it is proved, and by which tests."""
    collected = _Collected()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = pytest.main(["--collect-only", "-qq", str(TESTS)], plugins=[collected])
    if code != pytest.ExitCode.OK:
        print(said.getvalue())
        return int(code)
    found = proofs(collected.items)
    for number, what in rows().items():
        print(f"{number:>3}  {'proved' if number in found else '-':6}  {what}")
        for name in found.get(number, []):
            print(f"             {name}")
    print(f"{len(found)} of {len(rows())} practices are proved.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
