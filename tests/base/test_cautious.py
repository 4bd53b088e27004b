"""The file of fields that show the more cautious value."""

import pytest

from linkworker.base.cautious import Caution, CautiousFault, caution_of, cautious_fields, read_cautious
from linkworker.base.lists import coded
from linkworker.records.registry import KINDS


def test_every_cautious_field_is_a_field():
    """A row that names none would never count; and an order holds every code of its list."""
    for (kind, field), caution in cautious_fields().items():
        column = KINDS[kind].table().columns[field]
        if caution.order and "list" in column.info:
            assert set(caution.order) == {row.code for row in coded(column.info["list"]).rows}


def test_risk_goes_up():
    """Not assessed counts as more than low, and less than medium."""
    caution = caution_of("person", "risk_level")
    order = ["low", "not-assessed", "medium", "high", "very-high"]
    assert sorted(sorted(order), key=caution.of) == order
    assert caution.of("from a newer list") < caution.of("low")
    assert caution_of("person", "wing") is None


def test_something_goes_before_nothing():
    """A note on safeguarding, a longer list of exclusions, a separation without an end."""
    assert caution_of("person", "safeguarding_note").of("Ask first") > caution_of("person", "safeguarding_note").of(
        None
    )
    assert caution_of("person", "exclusions").of(["alcohol", "groups"]) > caution_of("person", "exclusions").of(
        ["internet"]
    )
    assert caution_of("keep_apart", "until").of(None) > caution_of("keep_apart", "until").of("2026-09-01")
    assert Caution(shows="more").of(None) == 0


@pytest.mark.parametrize(
    "text",
    [
        "rule = 1",
        '[[rule]]\nkind = "person"\nfield = "wing"\n',
        '[[rule]]\nkind = "person"\nfield = "wing"\nshows = "loudest"\n',
        '[[rule]]\nkind = "person"\nfield = "wing"\norder = ["one"]\n',
        '[[rule]]\nkind = "a"\nfield = "b"\nshows = "more"\n[[rule]]\nkind = "a"\nfield = "b"\nshows = "empty"\n',
        "[[rule",
    ],
)
def test_a_file_that_does_not_say_it_rightly_is_refused(text):
    """Each fault is said, with the rule's number where there is one."""
    with pytest.raises(CautiousFault):
        read_cautious(text)
