"""People by plain commands: added, found, changed, shown."""

import pytest


@pytest.fixture
def ali(linkworker):
    """A laptop on which Ali Marsh of HMP Fenwick was added."""
    linkworker.ok(
        "people", "add", "Alistair Marsh", "--known-as", "Ali", "--born", "3/5/07", "--prison", "fwk",
        "--wing", "B wing", "--number", "prison-number=A1234BC", "--set", "care leaver=former relevant",
    )  # fmt: skip
    return linkworker


def test_only_a_name_is_needed(linkworker):
    """A person with nothing but a name is kept, and the list says so in one line."""
    assert "nobody here yet" in linkworker.ok("people")
    assert linkworker.ok("people", "add", "Bea Nowak") == "Bea Nowak is added.\n"
    assert linkworker.ok("people") == "Bea Nowak; risk not assessed\n"
    code, _, err = linkworker("people", "add", "  ")
    assert (code, err) == (3, "Enter a name.\n")


@pytest.mark.parametrize("typed", ["Ali", "alistair marsh", "A1234BC", "a1234 bc", "mar", "Ali (Alistair Marsh)"])
def test_a_person_is_found_by_name_or_number(ali, typed):
    """Exact name, exact number however spaced, and the only near match all lead to the page."""
    page = ali.ok("show", typed)
    assert page.splitlines()[:3] == [
        "Ali (Alistair Marsh)",
        "Born 3 May 2007, aged 19",
        "Where: FWK, B wing",
    ]


def test_a_second_record_of_one_person_is_asked_about(ali):
    """Nobody is added until the worker says that it is somebody else."""
    code, out, _ = ali("people", "add", "Alistair Marsh", "--born", "3 May 2007")
    assert code == 5
    assert "same name and date of birth" in out
    assert len(ali.json("people")) == 1
    ali.ok("people", "add", "Alistair Marsh", "--born", "3 May 2007", "--anyway")
    assert len(ali.json("people")) == 2


def test_several_who_could_be_meant_are_told_apart(ali):
    """The sentence gives date of birth and place, so that the worker knows which to type."""
    ali.ok("people", "add", "Alison Marsh", "--area", "Lewes")
    code, out, err = ali("show", "marsh")
    assert (code, out) == (3, "")
    assert "Ali (Alistair Marsh) (born 3 May 2007, FWK, B wing)" in err
    assert "Alison Marsh (Lewes)" in err
    assert ali("show", "Nobody Atall")[0] == 4


def test_fields_are_set_by_their_names_and_read_by_their_kinds(ali):
    """Labels, days first and yes or no are understood; what cannot be so is refused in a sentence."""
    said = ali.ok(
        "people",
        "change",
        "Ali",
        "--release",
        "6/8/27",
        "--set",
        "asked for=football, gym",
        "--set",
        "safeguarding=yes",
    )
    assert "Release date: 6 August 2027" in said
    assert "Say what the safeguarding flag is about." in said
    assert ali("people", "change", "Ali", "--release", "2/5/07")[0] == 3
    code, _, err = ali("people", "change", "Ali", "--set", "shoe size=9")
    assert code == 3
    assert "not one field" in err
    assert ali.ok("people", "change", "Ali", "--set", "safeguarding=yes").startswith("Nothing differed")


@pytest.mark.practice(110, 111, 112)
def test_what_matters_in_the_room_stands_at_the_top(ali):
    """Adjustments that come first are in the bar; language, interpreter and how to explain are on the page."""
    ali.ok(
        "people", "change", "Ali", "--adjustments", "breaks, coloured paper", "--language", "Tigrinya", "--interpreter",
        "yes", "--set", "how to explain=One thing at a time", "--set", "how they read=short words",
    )  # fmt: skip
    page = ali.ok("show", "Ali").splitlines()
    assert "Before you begin: Breaks" in page[:7]
    assert "  Adjustments: Breaks, Coloured paper or overlay" in page
    assert "  Interpreter: Yes" in page
    assert "  Language: Tigrinya" in page
    assert "  How to explain: One thing at a time" in page


def test_a_wrong_number_is_warned_of_and_kept(ali):
    """People arrive with wrong numbers: the page shows the number with what speaks against it."""
    said = ali.ok("people", "identifier", "Ali", "nhs=999 000 0019")
    assert "999 000 0019" in said
    assert "does not fit" in said
    assert "999 000 0019" in ali.ok("show", "Ali")


def test_what_is_around_a_person_is_kept_and_shown(ali):
    """Keep apart, busy times, contact details with safety and professionals all stand on the page."""
    ali.ok("people", "add", "Bea Nowak")
    ali.ok("people", "keep-apart", "Bea", "Ali", "--why", "owes money")
    ali.ok("people", "busy", "Ali", "--day", "Tuesday", "--from", "9am", "--to", "midday", "--why", "college")
    ali.ok("people", "contact", "Ali", "01632 960001", "--safe", "no")
    ali.ok("people", "professional", "Ali", "GP", "Dr Odu", "--organisation", "Riverside Surgery")
    page = ali.ok("show", "Ali")
    for line in (
        "  Bea Nowak: owes money",
        "  Tuesday 9:00am to midday: college",
        "  Phone call 01632 960001, NOT SAFE to contact",
        "  GP: Dr Odu, Riverside Surgery",
    ):
        assert line in page.splitlines()


@pytest.mark.practice(18)
def test_a_referral_in_is_received_decided_and_waits_in_order(ali):
    """The waiting list is oldest first; accepting opens an episode; the episode ends for reasons."""
    ali.ok("people", "add", "Bea Nowak")
    ali.ok("people", "referral-in", "Bea", "--source", "own team", "--reason", "low mood", "--on", "1 August 2026")
    ali.ok("people", "referral-in", "Ali", "--source", "probation", "--on", "20 July 2026")
    waiting = ali.ok("people", "waiting").splitlines()
    assert waiting[0] == "Ali (Alistair Marsh); received 20 July 2026: Probation; waiting 17 days"
    assert waiting[1].startswith("Bea Nowak")
    assert "Accepted 6 August 2026" in ali.ok("people", "referral-in", "Ali", "--accept", "--level", "full")
    ali.ok("people", "referral-in", "Bea", "--not-accepted", "moved away")
    assert ali.ok("people", "waiting") == "No referral waits for an answer.\n"
    assert "Episode 1: Full; opened 6 August 2026; open" in ali.ok("people", "episode", "Ali")
    ended = ali.ok("people", "episode", "Ali", "--end", "release, travel")
    assert "structural: Travel; system: Release" in ended
    assert ali.ok("people", "episode", "Ali", "--open").startswith("Episode 2")


@pytest.mark.practice(25)
def test_consent_is_given_and_withdrawn_in_plain_sight(ali):
    """What was agreed, how and when, and what it means for the centre, is said each time."""
    assert "Nobody has asked yet." in ali.ok("show", "Ali")
    given = ali.ok("people", "consent", "Ali", "share-with-central-service", "--yes", "--how", "in writing")
    assert "agreed 6 August 2026, in writing, signed" in given
    assert "Goes to the central service" in given
    assert "Stays here" in ali.ok("people", "consent", "Ali", "share-with-central-service", "--withdraw")
    assert ali("people", "consent", "Ali", "refer", "--yes")[0] == 3
    assert "Kept on this laptop: asked to" in ali.ok("people", "withhold", "Ali", "--why", "asked to")


def test_appointments_are_set_and_answered(ali, clock):
    """The oldest without an answer is the one that went."""
    ali.ok("people", "appointment", "Ali", "--on", "6 August 2026", "--at", "2pm", "--about", "review")
    assert "Thursday 6 August 2026 2:00pm, Review" in ali.ok("show", "Ali")
    assert "Did not attend, unwell" in ali.ok("people", "appointment", "Ali", "--went", "unwell")
    assert ali("people", "appointment", "Ali", "--went", "unwell")[0] == 4


def test_release_dates_are_counted_down_and_their_history_kept(ali):
    """Who is released soon is a list; what was entered before is still there."""
    ali.ok("people", "change", "Ali", "--release", "1 September 2026")
    ali.ok("people", "change", "Ali", "--release", "20 August 2026")
    assert ali.ok("people", "releases") == "Ali (Alistair Marsh): 20 August 2026, in 14 days\n"
    history = ali.ok("people", "releases", "Ali").splitlines()
    assert [line.split(": ")[1] for line in history] == ["1 September 2026", "20 August 2026"]


def test_answers_come_as_json_too(ali):
    """A script reads the same page."""
    page = ali.json("show", "Ali")["page"]
    assert page["identity"]["date_of_birth"] == "2007-05-03"
    assert page["numbers"][0]["shown"] == "A1234BC"
    assert ali.json("people", "list", "marsh")[0]["age"] == 19


def test_an_error_repeats_only_what_was_typed(ali):
    """Nobody else's name is in error output when a field is wrong."""
    _, _, err = ali("people", "change", "Ali", "--born", "tomorrowish")
    assert "Marsh" not in err


def test_a_place_is_shown_by_its_name_from_the_settings(linkworker, tmp_path, monkeypatch):
    """In lists, on the page, among those who could be meant or are alike, and never as a bare code."""
    file = tmp_path / "named.toml"
    file.write_text('[[establishment]]\ncode = "FWK"\nname = "HMP Fenwick"\n', encoding="utf-8", newline="\n")
    monkeypatch.setenv("LINKWORKER_SETTINGS", str(file))
    linkworker.ok("people", "add", "Ali Marsh", "--set", "setting=custody", "--prison", "FWK", "--wing", "B")
    linkworker.ok("people", "add", "Bea Marsh", "--set", "setting=custody", "--prison", "XYZ", "--wing", "B2")
    assert "Ali Marsh; HMP Fenwick, B wing; " in linkworker.ok("people")
    assert "Bea Marsh; XYZ, B2; " in linkworker.ok("people")
    assert "Where: HMP Fenwick, B wing; " in linkworker.ok("show", "ali")
    assert "Ali Marsh (HMP Fenwick, B wing)" in linkworker("show", "marsh")[2]
    assert "Ali Marsh (HMP Fenwick, B wing): same name" in linkworker("people", "add", "Ali Marsh")[1]
    linkworker.ok("activities", "add", "Chess", "--prisons", "FWK", "--kinds", "social-group")
    assert "HMP Fenwick" in linkworker.ok("activities", "list", "chess")
    assert "Serves: HMP Fenwick" in linkworker.ok("activities", "show", "chess")
    rows = tmp_path / "list.csv"
    rows.write_text("Reference,Name\nA1,Ali Marsh\n", encoding="utf-8", newline="\n")
    assert "It may be Ali Marsh (HMP Fenwick, B wing): same name" in linkworker("import", "people", str(rows))[1]
