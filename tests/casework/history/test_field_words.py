"""Fields in words, and values read from what was typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.words import avoided_words
from linkworker.casework.history.field_words import (
    NOTHING,
    field_label,
    field_named,
    kind_words,
    read_value,
    value_words,
)
from linkworker.records.appointment import Appointment
from linkworker.records.check_in import CheckIn
from linkworker.records.money import MoneyRequest
from linkworker.records.person import Person
from linkworker.records.registry import KINDS

TODAY = date(2026, 8, 6)


def test_every_field_of_every_kind_has_words():
    """None shows an underscore or an id; none uses a word that we avoid."""
    for kind in KINDS.values():
        assert kind_words(kind.kind())
        for field in kind.value_fields():
            label = field_label(kind.kind(), field)
            assert "_" not in label
            assert not avoided_words(label)


def test_labels_of_one_kind_are_all_different():
    """So that a field can be named by its label."""
    for kind in KINDS.values():
        labels = [field_label(kind.kind(), field) for field in kind.value_fields()]
        assert len(labels) == len(set(labels)), kind.kind()
        for field in kind.value_fields():
            assert field_named(kind, field) == field_named(kind, field_label(kind.kind(), field)) == field


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        (Person, "risk_level", "very-high", "Very high"),
        (Person, "asked_for", ["football", "gym"], None),
        (Person, "release_date", "2026-08-06", "6 August 2026"),
        (Person, "release_date", TODAY, "6 August 2026"),
        (Person, "safeguarding", True, "yes"),
        (Person, "area", None, NOTHING),
        (Person, "risk_level", "gone-since", "gone-since"),
        (MoneyRequest, "amount_pence", 2500, "£25.00"),
        (Appointment, "at", "14:30", "2:30pm"),
        (None, "anything", "as it is", "as it is"),
    ],
)
def test_values_in_words(kind, field, value, words):
    """Labels, days, money and times as people read them; an unknown code as it is."""
    labels = coded("activity-kind")
    expected = words or f"{labels.label('football')} and {labels.label('gym')}"
    assert value_words(kind, field, value) == expected


@given(st.sampled_from([column.name for column in Person.table().columns if column.info.get("list")]), st.data())
def test_what_is_shown_of_a_code_is_read_as_that_code(field, data):
    """For every coded field of a person and every code of its list."""
    name = Person.table().columns[field].info["list"]
    row = data.draw(st.sampled_from(list(coded(name))))
    many = isinstance(getattr(Person(name="Bea"), field), list)
    assert read_value(Person, field, row.label, today=TODAY) == ([row.code] if many else row.code)


@pytest.mark.parametrize(
    ("kind", "field", "typed", "value"),
    [
        (Person, "date_of_birth", "3/5/07", date(2007, 5, 3)),
        (MoneyRequest, "amount_pence", "£25", 2500),
        (Appointment, "minutes", "40", 40),
        (Appointment, "at", "2.30pm", "14:30"),
        (Person, "safeguarding", "", False),
    ],
)
def test_values_are_read_by_the_kind_of_field(kind, field, typed, value):
    """Days, money in pence, whole numbers, times."""
    assert read_value(kind, field, typed, today=TODAY) == value


@pytest.mark.parametrize(
    ("kind", "field", "typed"),
    [(Appointment, "minutes", "40.5"), (Appointment, "minutes", "7700900123"), (Person, "name", "")],
)
def test_what_is_no_value_is_asked_for_again(kind, field, typed):
    """A part of a minute; a telephone number among the minutes; no name."""
    with pytest.raises(BadInput):
        read_value(kind, field, typed, today=TODAY)


@pytest.mark.parametrize(
    ("field", "code", "words"),
    [
        ("instrument", "wemwbs", "WEMWBS"), ("mode", "on-screen", "On screen by the person"),
        ("moment", "during", "During"),
        ("instrument", "gone", "gone"), ("licence", "A ref", "A ref"),
    ],
)  # fmt: skip
def test_the_codes_of_a_check_in_are_words(field, code, words):
    """Those of the packs too; a code that no pack has any more stays as it is."""
    assert value_words(CheckIn, field, code) == words
