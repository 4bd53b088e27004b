"""Where it is asked, no copy names a member of staff: not in its own places, not in what people wrote."""

from dataclasses import replace

import pytest

from linkworker.printing.plan_copy import Activity, Contact, OwnWords
from linkworker.printing.render import render
from linkworker.printing.staff import Staff, hiding

DAWN = Staff("Dawn Okafor", "personal adviser", ("Dee",))


def test_names_show_unless_hiding_is_asked_for(plan, read):
    """A copy names who does what, which is what a plan is for."""
    text = read(render(plan).pdf).text
    assert "Made with Dawn Okafor, personal adviser" in text
    assert "dawn.okafor@eastsussex.example" in text


def test_hidden_names_are_nowhere_in_the_copy(plan, read):
    """Title block, steps, own words, activities, decisions, next review and contacts: none tells."""
    copy = replace(
        plan,
        hide_staff=True,
        team="Dawn Okafor's team",
        meeting="Time with dawn okafor",
        own_words=(OwnWords("What Dawn asked", "Miss Okafor listens.\nI told DAWN  OKAFOR twice."),),
        activities=(Activity("Walk with Dawn", "When Dawn can", "Okafor's office", "Free, says Dawn"),),
        other_staff=(Staff("Tom Reilly"),),
        agreed=replace(plan.agreed, words=("Tom rings Reilly's brother.",), note="Dawn was kind"),
    )
    printed = render(copy)
    text = read(printed.pdf).text.casefold()
    for name in ("dawn", "okafor", "reilly", "tom "):
        assert name not in text
    assert "made with personal adviser" in text
    assert "[personal adviser] listens." in text
    assert "[my worker] rings" in text
    assert b"Okafor" not in printed.pdf


def test_a_contact_with_no_number_is_somebody_to_ask_for(plan, read):
    """A contact whose name is hidden still says whom to ask for."""
    copy = replace(plan, hide_staff=True, contacts=(Contact(DAWN),))
    assert "I can ask for personal adviser." in read(render(copy).pdf).text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ask Dawn Okafor.", "Ask [personal adviser]."),
        ("ask dawn  okafor", "ask [personal adviser]"),
        ("Mrs Okafor's room", "[personal adviser]'s room"),
        ("Dee said so", "[personal adviser] said so"),
        ("We met at dawn.", "We met at dawn."),
        ("Dawning on me", "Dawning on me"),
        ("DAWN said", "[personal adviser] said"),
        ("okafor says, dee says", "[personal adviser] says, [personal adviser] says"),
        ("d.okafor@x.example", "[personal adviser]"),
        ("help@x.example", "help@x.example"),
        ("", ""),
    ],
)
def test_hiding_takes_names_and_leaves_words(text, hidden):
    """A name goes however it is written; one that is a word too goes only with its capital."""
    assert hiding([DAWN], "Ali M", "my worker")(text) == hidden


def test_the_persons_own_name_is_never_hidden():
    """Someone who shares a first name with their worker keeps it; the worker's whole name still goes."""
    hide = hiding([DAWN], "Dawn M", "my worker")
    assert hide("I am Dawn. Dawn Okafor is not me.") == "I am Dawn. [personal adviser] is not me."


def test_small_words_and_titles_in_a_name_are_not_names():
    """A word like van, or a title, points to nobody."""
    hide = hiding([Staff("Mr Jan van Dijk")], "Ali M", "my worker")
    assert hide("Mr Shah came in the van with Dijk") == "Mr Shah came in the van with [my worker]"


def test_a_role_with_odd_signs_prints_as_it_is():
    """What stands in place of a name is text, never a pattern."""
    assert hiding([Staff("Jo Hill", r"adviser \1 (west)")], "Ali M", "w")("Jo Hill") == r"[adviser \1 (west)]"


def test_a_role_that_holds_a_name_is_not_hidden_from_itself():
    """What was put in for one name is not searched for the next, and a role by itself stays whole."""
    hide = hiding([Staff("Link Smith", "Link worker"), Staff("Jo Hill", "Link worker")], "Ali M", "my worker")
    assert hide("Link Smith, Jo and Link. Who: Link worker") == (
        "[Link worker], [Link worker] and [Link worker]. Who: Link worker"
    )
    assert hiding([], "Ali M", "my worker")("Dawn") == "Dawn"
