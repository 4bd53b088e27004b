"""Which rows of the practices list are proved, by which test: `pytest --practices` prints it and runs nothing."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

LIST = Path(__file__).parent / "data" / "practices.csv"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--practices", action="store_true", help="list which practices are proved, by which test")


def pytest_configure(config: pytest.Config) -> None:
    """The list is made from what is collected; nothing need run."""
    if config.getoption("--practices"):
        config.option.collectonly = True
        config.option.verbose = -2


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Print each row with its tests; a mark with a number that is no row is an error."""
    rows = _rows()
    proved: dict[int, list[str]] = defaultdict(list)
    for item in items:
        for mark in item.iter_markers("practice"):
            for number in mark.args:
                if number not in rows:
                    message = f"{item.nodeid}: there is no practice {number}"
                    raise pytest.UsageError(message)
                name = item.nodeid.split("[")[0]
                if name not in proved[number]:
                    proved[number].append(name)
    if not config.getoption("--practices"):
        return
    say = config.get_terminal_writer().line
    for number, what in rows.items():
        tests = proved[number]
        say(f"{number:>3}  {'proved' if tests else '-':6}  {what}")
        for name in tests:
            say(f"             {name}")
    say(f"{sum(1 for number in rows if proved[number])} of {len(rows)} practices are proved.")


def _rows() -> dict[int, str]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return {int(row["number"]): row["practice"] for row in csv.DictReader(file)}
