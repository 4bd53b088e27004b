"""Settings and where they came from."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.environment import Environment, read_environment
from linkworker.base.errors import BadInput, NotFound
from linkworker.base.setting_values import (
    Establishment,
    Look,
    PersonalBudget,
    Sharing,
    Team,
    Theme,
    WemwbsLicence,
)
from linkworker.base.settings import BUILT_IN, load_settings
from linkworker.base.words import avoided_words

FULL = """organisation = "Downland Council"
areas = ["Lewes", "Newhaven"]
sharing = "unless-withheld"
idle-minutes = 5
oversight-days = 28
hub-invitation = "hub/invitation.txt"
hub-url = "https://hub.example.org/link/"
data-folder = "records"
look = "console"
theme = "high contrast"
language = "Welsh"

[[team]]
name = "Leaving care"
setting = "community"
role = "personal adviser"
review-meeting = "My voice matters"
review-interval-months = 3

[[team]]
name = "HMP Downs"
setting = "custody"
role = "community connector"

[[establishment]]
code = "dwn"
name = "HMP Downs"

[personal-budget]
limit = "£300"
from-age = 18
to-age = 24

[wemwbs-licence]
holder = "Downland Council"
reference = "W-123"
granted = 2026-01-05
expires = "2027-01-04"
"""


@pytest.fixture
def load(tmp_path):
    """Write the organisation's settings and the worker's choices, and load them."""

    def loading(organisation=None, choices=None, flags=None, environment=None):
        for folder, name, text in (("site", "settings.toml", organisation), ("user", "choices.toml", choices)):
            (tmp_path / folder).mkdir(exist_ok=True)
            if text is not None:
                data = text if isinstance(text, bytes) else text.encode()
                (tmp_path / folder / name).write_bytes(data)
        return load_settings(
            flags=flags,
            environment=environment or Environment(),
            site_folder=tmp_path / "site",
            user_folder=tmp_path / "user",
        )

    return loading


def test_built_in_settings(load):
    """With no file at all everything has a value, and says that it is built in."""
    found = load()
    assert found.faults == ()
    assert {row.source for row in found.explain()} == {BUILT_IN}
    assert found.sharing.value is Sharing.WITH_CONSENT
    assert found.personal_budget.value == PersonalBudget(50_000, 16, 25)
    assert found.wemwbs_licence.value is None
    assert found.data_folder.value.name == "linkworker"
    assert found.team() == Team("Our team", "community", "link worker", "Review", None)


def test_everything_an_organisation_may_set(load, tmp_path):
    """Every value of a full file is read, with paths counted from the file."""
    found = load(FULL)
    assert found.faults == ()
    assert found.organisation.value == "Downland Council"
    assert found.areas.value == ("Lewes", "Newhaven")
    assert found.sharing.value is Sharing.UNLESS_WITHHELD
    assert (found.idle_minutes.value, found.oversight_days.value) == (5, 28)
    assert found.hub_invitation.value == tmp_path / "site" / "hub" / "invitation.txt"
    assert found.hub_url.value == "https://hub.example.org/link"
    assert found.data_folder.value == tmp_path / "site" / "records"
    assert (found.look.value, found.theme.value, found.language.value) == (Look.CONSOLE, Theme.HIGH_CONTRAST, "cy")
    assert found.establishments.value == (Establishment("DWN", "HMP Downs"),)
    assert found.personal_budget.value == PersonalBudget(30_000, 18, 24)
    assert found.wemwbs_licence.value == WemwbsLicence("Downland Council", "W-123", date(2026, 1, 5), date(2027, 1, 4))


@pytest.mark.practice(1)
def test_role_has_its_title_per_team(load):
    """Each team's workers have the title that the team uses."""
    found = load(FULL)
    assert [found.team(name).role for name in ("leaving care", "HMP Downs")] == [
        "personal adviser",
        "community connector",
    ]


@pytest.mark.practice(37)
def test_review_has_its_name_per_team(load):
    """One team calls its reviews My voice matters, every three months; another just Review."""
    found = load(FULL)
    care, prison = found.teams.value
    assert (care.review_meeting, care.review_interval_months) == ("My voice matters", 3)
    assert (prison.review_meeting, prison.review_interval_months) == ("Review", None)


def test_team_that_is_not_there(load):
    """The sentence names the teams there are."""
    with pytest.raises(NotFound, match="Leaving care and HMP Downs"):
        load(FULL).team("Nobody")


def test_each_layer_goes_over_the_one_below(load, tmp_path):
    """Built in, organisation, worker's choice, flag: the last that speaks holds, and is named."""
    found = load(
        'look = "full"\ntheme = "dark"\nlanguage = "cy"\n', 'theme = "light"\nlook = "full"\n', {"look": "console"}
    )
    assert (found.look.value, found.look.source) == (Look.CONSOLE, "--look")
    assert found.theme.value is Theme.LIGHT
    assert found.theme.source == f"your choice ({tmp_path / 'user' / 'choices.toml'}, line 1)"
    assert found.language.source == f"the organisation's settings ({tmp_path / 'site' / 'settings.toml'}, line 3)"


def test_environment_names_another_file(load, tmp_path):
    """LINKWORKER_SETTINGS stands instead of the machine's own file."""
    other = tmp_path / "other.toml"
    other.write_text('organisation = "Elsewhere"\n', encoding="utf-8")
    found = load(FULL, environment=read_environment({"LINKWORKER_SETTINGS": str(other)}))
    assert found.organisation.value == "Elsewhere"


def test_environment_names_a_file_that_is_not_there(load, tmp_path):
    """A file that was asked for and is missing is said."""
    found = load(FULL, environment=Environment(tmp_path / "gone.toml"))
    assert len(found.faults) == 1
    assert "gone.toml" in found.faults[0]
    assert found.organisation.source == BUILT_IN


def test_environment_is_read_from_the_process(monkeypatch):
    """With nothing passed in, the process's own variables count."""
    monkeypatch.setenv("LINKWORKER_SETTINGS", "x.toml")
    monkeypatch.setenv("NO_COLOR", "1")
    assert read_environment() == Environment(Path("x.toml"), no_color=True)
    assert read_environment({"NO_COLOR": ""}) == Environment()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('areas = ["Lewes"]\nidle-minutes = "lots"', 2, "Using 10."),
        ("idle-minutes = true", 1, "a whole number of minutes from 1 to 120. Using 10."),
        ("idle-minutes = 0", 1, "Using 10."),
        ("\n\nidle-minuets = 5", 3, "there is no setting called 'idle-minuets'"),
        ('sharing = "always"', 1, '"with consent" or "unless withheld". Using with consent.'),
        ("organisation = 3", 1, "organisation must be text. Using none."),
        ('areas = "Lewes"', 1, "a list of texts"),
        ("data-folder = 3", 1, "a path"),
        ('hub-url = "http://hub.example.org"', 1, "an address that begins https://"),
        ('hub-url = "https://me:secret@hub.example.org"', 1, "Using none."),
        ('hub-url = "https://hub.example.org:99999"', 1, "Using none."),
        ('language = "Klingon"', 1, "Using en."),
        ("team = 3", 1, "[[team]]"),
        ("team = [3]", 1, "must be a table"),
        ('[[team]]\nname = "A"\n[[team]]\nname = "B"\nrole = 3', 5, "role must be text. Using link worker."),
        ('[[team]]\nname = "A"\nreview-interval-months = 99', 3, "Using none."),
        ('[[team]]\nname = "A"\ncolour = "red"', 3, "a team has no 'colour'"),
        ('[[team]]\nsetting = "custody"', 1, "this team has no name. It is left out."),
        ('[[team]]\nname = ""', 2, "name must be text. It is left out."),
        ('[[team]]\nname = "A"\nsetting = "moon"', 3, "Using community."),
        ('[[establishment]]\ncode = "DOWN"\nname = "HMP Downs"', 2, "three letters"),
        ("personal-budget = 3", 1, "Using up to £500.00, ages 16 to 25."),
        ("[personal-budget]\nlimit = -5", 2, "Using £500.00."),
        ("[personal-budget]\nfrom-age = 30", 1, "from-age is above to-age. Using up to £500.00"),
        ("idle-minutes = 5\nidle-minutes = 6", 2, "cannot be read"),
        ('organisation = "x', 1, "None of this file is used."),
        ("idle-minutes = " + "9" * 5000, 1, "None of this file is used."),
        ("areas = " + "[" * 20_000, 1, "None of this file is used."),
    ],
)
def test_wrong_setting_is_named_with_its_line(load, tmp_path, text, line, said):
    """What is wrong is named with file and line, what is used is said, and the rest goes on."""
    found = load(text)
    assert len(found.faults) == 1
    assert found.faults[0].startswith(f"{tmp_path / 'site' / 'settings.toml'}, line {line}: ")
    assert said in found.faults[0]
    assert not avoided_words(found.faults[0])


def test_what_is_right_beside_a_fault_is_used(load):
    """One wrong value takes nothing else with it."""
    found = load(FULL.replace("idle-minutes = 5", "idle-minutes = 5.5").replace('"community connector"', "7"))
    assert len(found.faults) == 2
    assert (found.idle_minutes.value, found.idle_minutes.source) == (10, BUILT_IN)
    assert (found.oversight_days.value, found.team("HMP Downs").role) == (28, "link worker")


@pytest.mark.parametrize(
    "change",
    [
        ('"2027-01-04"', '"next year"'),
        ('"2027-01-04"', '"2025-01-04"'),
        ("granted = 2026-01-05", ""),
        ("2026-01-05", "2026-01-05T10:00:00"),
    ],
)
def test_slip_in_the_licence_never_makes_a_longer_one(load, change):
    """A licence whose dates are wrong is no licence, and it is said."""
    found = load(FULL.replace(*change))
    assert found.wemwbs_licence.value is None
    assert len(found.faults) == 1


@pytest.mark.parametrize(("day", "holds"), [(date(2026, 1, 4), 0), (date(2026, 1, 5), 1), (date(2027, 1, 4), 1)])
def test_licence_holds_from_first_to_last_day(day, holds):
    """Both its first and its last day count."""
    assert WemwbsLicence("D", "1", date(2026, 1, 5), date(2027, 1, 4)).in_force(day) == bool(holds)
    assert not WemwbsLicence("D", "1", date(2026, 1, 5), date(2027, 1, 4)).in_force(date(2027, 1, 5))
    assert WemwbsLicence("D", "1", date(2026, 1, 5)).in_force(date(2090, 1, 1))


def test_worker_may_not_choose_for_the_organisation(load):
    """The worker's file holds look, theme and language, and nothing else."""
    found = load(None, 'sharing = "unless withheld"\nlanguage = "pl"')
    assert found.sharing.value is Sharing.WITH_CONSENT
    assert found.language.value == "pl"
    assert len(found.faults) == 1


def test_file_that_is_not_text(load):
    """Bytes that are not UTF-8, or a folder of that name, are said, and a byte-order mark is none of our business."""
    assert "not UTF-8" in load(b"organisation = '\xff'").faults[0]
    assert load(b"\xef\xbb\xbforganisation = 'Caf\xc3\xa9'").organisation.value == "Café"


def test_folder_where_the_file_should_be(load, tmp_path):
    """What cannot be read at all is said."""
    (tmp_path / "site" / "settings.toml").mkdir(parents=True)
    assert "could not be read" in load().faults[0]


def test_wrong_flag_stops_at_once(load):
    """What was typed just now is answered just now; a flag not given is no flag."""
    with pytest.raises(BadInput, match='--look must be "auto", "full" or "console"'):
        load(flags={"look": "fancy"})
    found = load(flags={"look": None, "idle-minutes": "7", "data-folder": Path("here")})
    assert (found.look.source, found.idle_minutes.value, found.data_folder.value) == (BUILT_IN, 7, Path("here"))


def test_explained_in_words(load):
    """Each setting is shown with its value in words."""
    shown = {row.key: row.shown for row in load(FULL).explain()}
    assert shown["team"].startswith("Leaving care (community, personal adviser, My voice matters, every 3 months); HMP")
    assert shown["establishment"] == "DWN HMP Downs"
    assert shown["personal-budget"] == "up to £300.00, ages 18 to 24"
    assert shown["wemwbs-licence"] == "Downland Council, W-123, from 5 January 2026 to 4 January 2027"
    assert shown["areas"] == "Lewes; Newhaven"
    assert {row.shown for row in load("").explain() if row.key == "areas"} == {"none"}


@given(st.text(alphabet='abt-[]="\n 39#', max_size=60))
def test_no_text_stops_the_loading(tmp_path_factory, text):
    """Whatever the file holds, settings load, and every value has a source."""
    folder = tmp_path_factory.mktemp("settings")
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    found = load_settings(environment=Environment(), site_folder=folder, user_folder=folder)
    assert all(row.source for row in found.explain())
