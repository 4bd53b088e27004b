"""The person's copy as PDF: what it holds, in which order, and that anybody's screen reader can read it."""

import os
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkworker.printing import plan_copy
from linkworker.printing.plan_copy import Activity, Agreed, Goal, OwnWords, PlanCopy, Step
from linkworker.printing.render import Printed, render
from linkworker.printing.typesetting import TEMPLATE

HOSTILE = '#let x = 1 *b* _i_ $a^2$ @ref \\ <label> `raw` = head /* c */ // c #read("/etc/passwd") - 1. [x] {y}'
DAY = date(2026, 8, 6)
EMPTY = PlanCopy("Ali M", "East Sussex", DAY, DAY)


def test_the_copy_reads_own_words_before_goals_and_all_else_in_its_order(plan, read):
    """Own words come first; then goals, activities, scores, what was agreed, next time, who to ask."""
    text = read(render(plan).pdf).text
    order = (
        "My plan",
        "Ali M",
        "Meeting: My voice matters",
        "In my own words",
        "My little brother",
        "My goals",
        "Ring Lewes FC",
        "Who: Dawn Okafor, personal adviser · By 12 August 2026 · Started",
        "Who: the people who run it · Done",
        "Things I can do",
        "The Dripping Pan",
        "My check-ins",
        "48 of 70",
        "What we agreed",
        "I agree with this plan.",
        "Next time we meet",
        "4 February 2027, 5:30pm",
        "Who to contact",
        "116 123",
    )
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.practice(111)
def test_the_pdf_is_tagged_and_says_its_language_and_title(plan, read):
    """A screen reader is told the title, the language, and that this is PDF/UA-1."""
    found = read(render(plan).pdf)
    assert found.root["/MarkInfo"]["/Marked"] is True or found.root["/MarkInfo"]["/Marked"].value is True
    assert found.root["/Lang"] == "en"
    assert found.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.title == "My plan"
    assert "<pdfuaid:part>1</pdfuaid:part>" in found.metadata


def test_headings_lists_and_tables_are_real_ones(plan, read):
    """One title, a heading a section, a heading a goal or own words, list items, and tables with header cells."""
    tags = read(render(plan).pdf).tags
    assert (tags["/H1"], tags["/H2"], tags["/H3"]) == (1, 7, 6)
    assert (tags["/L"], tags["/LI"]) == (4, 8)
    assert (tags["/Table"], tags["/THead"], tags["/TH"], tags["/TD"]) == (2, 2, 6, 15)


def test_every_page_carries_the_name_and_its_number(plan, read):
    """The name the person likes and "Page x of y" stand at the foot of each page."""
    printed = render(plan)
    text = read(printed.pdf).text
    for page in range(1, printed.pages + 1):
        assert f"Page {page} of {printed.pages}" in text


@pytest.mark.practice(111)
def test_large_type_takes_more_room(plan):
    """The large copy is set at 20 point, so it runs to more pages."""
    assert render(replace(plan, large=True)).pages > render(plan).pages


def test_the_same_copy_gives_the_same_bytes(plan):
    """Nothing of the clock or of chance goes into a print."""
    assert render(plan).pdf == render(plan).pdf


def test_an_empty_plan_says_nothing_yet_in_each_part(read):
    """A blank could be taken for a fault, so each empty part says so in words."""
    text = read(render(EMPTY).pdf).text
    assert text.count("Nothing yet.") == 3
    assert "No date yet." in text
    assert "No name yet." in text
    assert "We have not finished this plan yet." in text


def test_a_goal_and_a_heading_without_words_still_print(read):
    """A goal that was begun and left has a place, and a part without a heading has none."""
    copy = replace(EMPTY, goals=(Goal(" \b\u200d"), Goal("\u064e")), own_words=(OwnWords("", "Just this"),))
    found = read(render(copy).pdf)
    assert "1 …" in found.text
    assert found.tags["/H3"] == 2
    assert "Just this" in found.text


def test_declining_is_printed_as_an_answer(plan, read):
    """Whoever chose not to say is told that this is fine, in one part or in all."""
    assert "I chose not to say. That is fine." in read(render(plan).pdf).text
    text = read(render(replace(plan, declined=True)).pdf).text
    assert "I chose not to say. That is fine." in text
    assert "My little brother" not in text


def test_what_people_wrote_is_never_markup(read):
    """Every sign that means something to the typesetter prints as itself, wherever it stands."""
    copy = PlanCopy(
        shown_name=HOSTILE,
        organisation=HOSTILE,
        made_on=DAY,
        printed_on=DAY,
        own_words=(OwnWords(HOSTILE, HOSTILE),),
        goals=(Goal(HOSTILE, (Step(HOSTILE, HOSTILE, None, HOSTILE),), HOSTILE),),
        activities=(Activity(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        agreed=Agreed((HOSTILE,), HOSTILE, HOSTILE),
    )
    text = read(render(copy).pdf).text
    assert "".join(text.split()).count("".join(HOSTILE.split())) >= 13
    assert "root:" not in text


def test_a_brace_in_a_name_is_left_alone(read):
    """Our own sentences are filled once, so braces that somebody typed are not places."""
    text = read(render(replace(EMPTY, meeting="{who} {0}", shown_name="{page}")).pdf).text
    assert "Meeting: {who} {0}" in text
    assert "{page}" in text


def test_very_long_words_stay_on_the_page(read):
    """A word wider than its column breaks instead of running off the paper."""
    word = "ab" * 400
    copy = replace(EMPTY, goals=(Goal(word, (Step(word, word),)),), activities=(Activity(word, word, word, word),))
    text = "".join(read(render(copy).pdf).text.split())
    longest_line = max(map(len, read(render(copy).pdf).text.splitlines()))
    assert "ab" * 300 in text
    assert longest_line < 120


def test_two_hundred_goals_and_a_very_long_step_print(read):
    """A plan far longer than any real one still prints whole."""
    steps = (Step("Talk it through. " * 400 + "The end of it.", "person"),)
    copy = replace(EMPTY, goals=tuple(Goal(f"Goal of number {n}", steps if n == 1 else ()) for n in range(1, 201)))
    printed = render(copy)
    text = " ".join(read(printed.pdf).text.split())
    assert "Goal of number 200" in text
    assert "The end of it." in text
    assert printed.pages > 20


@pytest.mark.practice(110)
def test_arabic_and_amharic_print_and_an_emoji_leaves_a_box(plan, read):
    """Arabic and Amharic are set; what cannot be is named in the result, and the rest prints."""
    copy = replace(
        plan,
        shown_name="ሰላም",
        own_words=(OwnWords("What matters to me", "أخي الصغير\nቤተሰብ እና ሰላም\nGood 👍🏽 days"),),
        goals=(Goal("أن ألعب كرة القدم"),),
    )
    printed = render(copy)
    text = read(printed.pdf).text
    assert printed.letters_left_out == ("👍",)
    assert printed.sentence() == f"The copy has {printed.pages} pages. A box stands for what cannot be printed: 👍"
    assert "ሰላም" in text
    assert "ቤተሰብ" in text
    assert any("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff" for letter in text)


def test_marks_that_fit_no_letter_are_left_out_and_the_copy_prints(read):
    """A mark of one script on a letter of another can fit no font: the letter stays, the mark is named."""
    printed = render(replace(EMPTY, own_words=(OwnWords("Mine", "kept\n\u0317\u1df9\u207a\u0658\u06eb"),)))
    assert "\u0658" in printed.letters_left_out
    assert "kept" in read(printed.pdf).text


@given(words=st.text(max_size=60), name=st.text(max_size=20))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_at_all_prints(words, name):
    """Whatever was typed or pasted, there is a copy to take home."""
    copy = replace(EMPTY, shown_name=name, own_words=(OwnWords(words, words),), goals=(Goal(words),))
    assert render(copy).pdf.startswith(b"%PDF-1.7")


def test_one_page_is_said_as_one():
    """The sentence counts pages in English."""
    assert Printed(b"", 1).sentence() == "The copy has 1 page."


def test_the_copy_has_no_place_for_what_only_workers_see():
    """Needs, risk and orders cannot reach a copy: no part of it could hold them."""
    shapes = [shape for shape in vars(plan_copy).values() if isinstance(shape, type) and is_dataclass(shape)]
    names = {field.name for shape in shapes for field in fields(shape)}
    assert len(shapes) == 10
    for word in ("need", "risk", "order", "safeguard", "offence", "compliance", "identifier"):
        assert not any(word in name for name in names)


def test_the_template_asks_for_nothing_from_elsewhere():
    """No package, no image, no file: all that is set comes in with the sheet."""
    template = TEMPLATE.read_text(encoding="utf-8")
    for word in ("#import", "#include", "image(", "read(", "@preview"):
        assert word not in template


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_a_copy_prints_where_there_is_no_network_at_all():
    """In a process that has no network, and where asking a proxy would fail, the copy still prints."""
    script = (
        "from datetime import date; from linkworker.printing.plan_copy import PlanCopy;"
        "from linkworker.printing.render import render; d = date(2026, 8, 6);"
        "print(render(PlanCopy('Ali M', 'East Sussex', d, d)).pages)"
    )
    alone = ["unshare", "--user", "--net", "--map-root-user"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        alone = []
    environment = os.environ | dict.fromkeys(("http_proxy", "https_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [*alone, sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "2"
