"""What a person's trend is seen against."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from linkworker.base.setting_values import WemwbsLicence
from linkworker.casework.check_ins.check_in_view import Result
from linkworker.casework.check_ins.checking_in import Form, Gate, take
from linkworker.casework.check_ins.trend_marks import Mark, trend_marks
from linkworker.records.person import Person
from linkworker.vault.store import Store
from linkworker.wellbeing.packs import instrument

TODAY = date(2026, 8, 6)
GATE = Gate(WemwbsLicence("Ashdown Council", "W-123", date(2026, 1, 1), date(2026, 12, 31)))


@pytest.fixture
def marked(store: Store, worker: str) -> Callable[..., tuple[Result, tuple[tuple[Mark, ...], ...]]]:
    """Take check-ins of like answers, 30 days apart, the first as baseline; return the last and its marks."""
    with store.unit_of_work(worker) as uow:
        who = uow.add(Person(name="Ali Marsh", date_of_birth=date(2000, 5, 3), setting="custody", sex="male")).id

    def taken(*answers: int, code: str = "wemwbs") -> Any:
        items = [item.number for item in instrument(code).items]
        for number, answer in enumerate(answers):
            day = TODAY - timedelta(days=30 * (len(answers) - number))
            moment = "during" if number else "baseline"
            form = Form(code, dict.fromkeys(items, answer), moment=moment, mode="on-paper", on=day)
            with store.unit_of_work(worker) as uow:
                found = take(uow, who, form, GATE)
        with store.reading() as connection:
            return found, trend_marks(connection, who, found)

    return taken


def test_a_trend_stands_beside_the_averages_that_fit_and_the_reliable_change(marked):
    """England's men and Scotland's prisons for a man in custody; the change counts from the baseline, also later on."""
    for answers in ((3,), (3, 4)):
        found, (wemwbs, swemwbs) = marked(*answers)
        assert [trend.name for trend in found.trends] == ["WEMWBS", "SWEMWBS"]
        assert [(mark.value, mark.short) for mark in wemwbs] == [
            (Decimal("50.1"), "men aged 16 and over in England"),
            (Decimal("41.2"), "people in prison in Scotland"),
            (Decimal(51), "reliable change up"),
        ]
        assert (Decimal("22.25"), "reliable change up") in [(mark.value, mark.short) for mark in swemwbs]


def test_the_way_down_is_marked_once_a_score_fell(marked):
    """And the way up is left out where it lies beyond the end of the scale."""
    _, (wemwbs, _) = marked(5, 4)
    assert [(mark.value, mark.name) for mark in wemwbs[2:]] == [
        (Decimal(61), "reliable change down from the baseline (9 points)")
    ]


def test_answers_that_stand_alone_have_no_marks(marked):
    """ONS4 has four trends and no threshold."""
    found, marks = marked(5, 6, code="ons4")
    assert len(found.trends) == 4
    assert marks == ((), (), (), ())
