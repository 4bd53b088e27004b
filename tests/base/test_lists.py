"""Coded lists."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.lists import NOT_ASKED, PREFERS_NOT_TO_SAY, ListFault, coded, names, read_list
from linkworker.base.words import avoided_words

GOOD = """
title = "a colour"
flags = { next = "codes", bright = "yes-no", order = "number", ask = "text", item = "list:item-type" }
row = [
    { code = "red", label = "Red", also = ["R"], flags = { next = ["deep-blue"], bright = true, order = 1, ask = "x" }},
    { code = "deep-blue", label = "Deep blue", group = "cold", note = "The sea.", flags = { item = "membership" } },
]
"""


def written(tmp_path, text, name="colour.toml"):
    """Write a list's file and return its path."""
    file = Path(tmp_path) / name
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


@pytest.mark.parametrize("name", names())
def test_every_shipped_list_holds(name):
    """Each list reads, and each row is found by its code, its label and its other words, whatever their case."""
    found = coded(name)
    assert len(found) > 1
    assert list(found.codes()) == [row.code for row in found]
    for row in found:
        assert found.has(row.code)
        assert found.label(row.code) == row.label
        assert all(found.find(word.upper()) is row and found.find(f"  {word} ") is row for word in row.words())


@pytest.mark.parametrize("name", names())
def test_every_shipped_list_uses_our_words(name):
    """No label, note or title says a word that we avoid."""
    found = coded(name)
    text = " ".join([found.title, *(f"{row.label} {row.note} {row.group}" for row in found)])
    assert not avoided_words(text)


def test_not_asked_is_apart_from_prefers_not_to_say():
    """Sensitive lists tell a question nobody asked from one that was not answered."""
    for name in ("sex", "gender", "ethnicity", "care-leaver-status", "legal-stage"):
        assert coded(name).find("not asked").code == NOT_ASKED
        assert coded(name).find("Prefers not to say").code == PREFERS_NOT_TO_SAY


def test_ethnicity_has_the_groups_of_the_census():
    """The 19 groups of 2021 in their five parts, with "any other" to be described."""
    rows = [row for row in coded("ethnicity") if row.group != "no answer"]
    assert len(rows) == 19
    assert len({row.group for row in rows}) == 5
    assert [row.code for row in rows if row.is_set("describe")] == [
        "other-asian",
        "other-black",
        "other-mixed",
        "other-white",
        "other",
    ]


def test_pathway_matters_are_all_covered():
    """Every one of the ten matters of a pathway plan has a domain of need."""
    assert {row.number("matter") for row in coded("need-domain")} - {None} == set(range(1, 11))


@pytest.mark.parametrize("name", ["referral-state", "goal-state", "step-state", "money-state"])
def test_states_can_all_be_reached(name):
    """From the first state every other can be reached by the states that may follow."""
    states = coded(name)
    seen, ahead = set(), [next(iter(states)).code]
    while ahead:
        code = ahead.pop()
        if code not in seen:
            seen.add(code)
            ahead += states[code].codes("next")
    assert seen == set(states.codes())


def test_activity_kinds_say_what_is_provided():
    """Gym membership is a membership, a bicycle is equipment, football is an activity."""
    kinds = coded("activity-kind")
    assert all(row.text("item") for row in kinds)
    assert [kinds.find(word).text("item") for word in ("gym", "push bike", "football")] == [
        "membership",
        "equipment",
        "activity",
    ]


def test_end_reasons_tell_unsuited_from_structural():
    """A programme that did not suit stands in another group than homelessness or family change."""
    reasons = coded("end-reason")
    assert {row.group for row in reasons} == {"programme", "choice", "structural", "system"}
    assert [reasons.find(word).group for word in ("unsuited", "homelessness", "family")] == [
        "programme",
        "structural",
        "structural",
    ]


@pytest.mark.practice(65)
def test_organisation_types_of_the_partners():
    """Each kind of partner can be named as people name it."""
    kinds = ("probation", "prison", "football trust", "housing association", "police", "ICB", "CCG", "HMCTS")
    assert all(coded("provider-type").find(kind) for kind in kinds)


def test_flags_of_each_kind(tmp_path):
    """A row's flags are read by kind, and one it does not have is empty."""
    found = read_list(written(tmp_path, GOOD))
    red, blue = found
    assert (red.is_set("bright"), red.number("order"), red.text("ask"), red.codes("next")) == (
        True,
        1,
        "x",
        ("deep-blue",),
    )
    assert (blue.is_set("bright"), blue.number("order"), blue.text("ask"), blue.codes("next")) == (False, None, "", ())
    assert red.number("bright") is None
    assert found.group("cold") == (blue,)
    assert found.group("warm") == ()
    assert (blue.note, found.title, found.name) == ("The sea.", "a colour", "colour")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("title", "note = 3\ntitle"), "'note'"),
        (('title = "a colour"', ""), "title"),
        (('code = "red"', 'code = "Red"'), "row 1 needs a code"),
        (('label = "Red"', 'label = " "'), "row 1 (red) needs a label"),
        (('label = "Red"', "label = 3"), "row 1 (red)"),
        (('"Deep blue"', '"Deep blue", colour = "x"'), "row 2 (deep-blue): it does not know 'colour'"),
        (('code = "deep-blue"', 'code = "red"'), "row 2 (red): the code is there already"),
        (('"deep-blue"]', '"green"]'), "row 1 (red): 'green' is not a code of this list"),
        (('["R"]', '["deep  BLUE"]'), "row 2 (deep-blue): 'deep blue' already finds 'red'"),
        (('["R"]', '"R"'), "row 1 (red): 'also'"),
        (("order = 1", "order = true"), "row 1 (red): the flag 'order'"),
        (("bright = true", "shiny = true"), "row 1 (red): the list has no flag 'shiny'"),
        (('"yes-no"', '"maybe"'), "the flag 'bright' has the kind 'maybe'"),
        (('flags = { item = "membership" }', "flags = 3"), "row 2 (deep-blue): its flags are not a table"),
        (("row = [", "rows = ["), "rows"),
        (("title =", "title"), "line 2"),
        (('"membership"', '"ship"'), "row 2 (deep-blue): 'ship' is not in the list 'item-type'"),
    ],
)
def test_fault_names_file_and_row(tmp_path, change, said):
    """A list that is wrong says in which file and row, and what."""
    with pytest.raises(ListFault) as caught:
        read_list(written(tmp_path, GOOD.replace(*change)))
    assert "colour.toml" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "rows", ["row = 3", "row = []", "row = [3]", 'flags = "x"\nrow = [{ code = "a", label = "A" }]']
)
def test_list_without_rows(tmp_path, rows):
    """A list needs rows, each a table."""
    with pytest.raises(ListFault):
        read_list(written(tmp_path, f'title = "a thing"\n{rows}\n'))


def test_list_in_another_encoding(tmp_path):
    """A file that is not UTF-8 is named."""
    file = tmp_path / "colour.toml"
    file.write_bytes('title = "caf\xe9"'.encode("latin-1"))
    with pytest.raises(ListFault, match="UTF-8"):
        read_list(file)


def test_unknown_list_and_unknown_code():
    """A list or a code that is not there is not found."""
    with pytest.raises(NotFound, match="dragons"):
        coded("dragons")
    with pytest.raises(NotFound, match="purple"):
        coded("sex").label("purple")
    assert not coded("sex").has("purple")


def test_error_names_every_choice_of_a_short_list():
    """What cannot be found is answered with the choices."""
    with pytest.raises(BadInput) as caught:
        coded("risk-level").find("purple")
    assert str(caught.value) == "Choose a risk level: Low, Medium, High, Very high, Not assessed."


def test_error_names_the_nearest_of_a_long_list():
    """In a long list only the nearest choices are named, and how many there are."""
    with pytest.raises(BadInput, match="French") as caught:
        coded("language").find("Frensh")
    assert f"nearest of {len(coded('language'))}" in str(caught.value)


@given(st.text(max_size=40))
def test_anything_typed_is_found_or_answered(text):
    """Any text either finds a row or is answered with a sentence."""
    try:
        row = coded("setting").find(text)
    except BadInput as answer:
        assert "In custody" in str(answer)  # noqa: PT017 - both ends are right, for different texts
    else:
        assert row in tuple(coded("setting"))
