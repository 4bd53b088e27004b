"""The settings: what is chosen here is seen at once and kept; the rest says where it came from."""

from dataclasses import replace

import pytest

from demonstration import CHEAP
from linkworker.base.setting_values import Look, Theme
from linkworker.base.settings import choices_file, load_settings
from linkworker.casework.setting_up import check_code
from linkworker.ui.setting_words import NAMES, source_in_short, source_words, value_words
from linkworker.ui.theme.themes import theme_named
from linkworker.vault.recovery_code import RecoveryCode
from on_screen import has_line, press, text_of, type_text

NEW = "copper kettle tulip shelf river"


async def test_settings_as_they_stand(screens, golden):
    """What the worker chooses first, then the keys, then what the organisation set."""
    async with screens() as pilot:
        await press(pilot, "f10")
        golden(pilot.app, "settings-80x24")


async def test_foot_says_where_a_value_came_from(screens):
    """The whole value, the file and the line, of the row that is highlighted."""
    async with screens() as pilot:
        await press(pilot, "f10", *["down"] * 8)
        assert has_line(pilot.app, "Teams. Each team, what its workers are called")
        assert has_line(pilot.app, "every 3 months")
        assert "Your organisation set this." in text_of(pilot.app)
        await press(pilot, "enter")
        assert has_line(pilot.app, "Your organisation sets this in its settings file. F9 says how.")


async def test_theme_is_changed_at_once_and_kept(screens):
    """Enter on the row takes the next; the file holds it for the next time."""
    async with screens() as pilot:
        await press(pilot, "f10", "down", "enter")
        assert pilot.app.theme == theme_named(Theme.HIGH_CONTRAST)
        assert has_line(pilot.app, "> Theme +high contrast +your choice")
        assert load_settings().theme.value is Theme.HIGH_CONTRAST
        await press(pilot, "t")
        assert has_line(pilot.app, "The theme is auto from now on. Here that is dark.")


async def test_look_is_changed_at_once_and_kept(screens):
    """Borders, pointer and line filter of the other look are there with the same key press."""
    async with screens() as pilot:
        await press(pilot, "f10", "enter")
        assert pilot.app.look is Look.FULL
        assert "\u203a Look" in text_of(pilot.app)
        assert load_settings().look.value is Look.FULL
        await press(pilot, "f1")
        assert "\u256d" in text_of(pilot.app)
        await press(pilot, "escape", "l")
        assert pilot.app.look is Look.CONSOLE
        text_of(pilot.app).encode("cp437")


async def test_choice_that_cannot_be_kept_changes_nothing(screens):
    """It says so, and the look stays."""
    file = choices_file()
    file.parent.parent.mkdir(parents=True, exist_ok=True)
    file.parent.write_text("in the way", encoding="utf-8")
    async with screens() as pilot:
        await press(pilot, "f10", "l")
        assert "Your choice could not be kept" in text_of(pilot.app)
        assert pilot.app.look is Look.CONSOLE


async def test_faults_of_the_files_are_shown(screens):
    """Each with its file and line, as the settings say it."""
    async with screens() as pilot:
        fault = "settings.toml, line 3: idle-minutes must be a whole number. Using 10."
        pilot.app.desk.settings = replace(pilot.app.desk.settings, faults=(fault,))
        await press(pilot, "f10", *["down"] * 7)
        assert has_line(pilot.app, "What could not be used of the settings files")
        assert has_line(pilot.app, fault)


async def changing(pilot):
    """Open the settings of a store whose keys are made for tests."""
    pilot.app.front = replace(pilot.app.front, cheap=True)
    await press(pilot, "f10")


async def test_passphrase_is_changed(screens, told):
    """With the one of now, and a new one typed twice; the old one opens no more."""
    async with screens() as pilot:
        await changing(pilot)
        await press(pilot, "p")
        assert has_line(pilot.app, "You may use these five words:")
        for typed in (told.passphrase, NEW, NEW):
            await type_text(pilot, typed)
            await press(pilot, "enter")
        assert has_line(pilot.app, "The passphrase is changed.")
        pilot.app.desk.store.close()
        replace(told, passphrase=NEW).opened().store.close()


async def test_two_that_differ_change_nothing(screens, told):
    """The problem stands at the second, and nothing typed is on the screen."""
    async with screens() as pilot:
        await changing(pilot)
        await press(pilot, "p")
        for typed in (told.passphrase, NEW, "something else again"):
            await type_text(pilot, typed)
            await press(pilot, "enter")
        assert has_line(pilot.app, "The two were not the same. Type it twice.")
        assert NEW not in text_of(pilot.app)


async def test_wrong_passphrase_is_said_with_the_tries_left(screens):
    """As at unlocking: it is counted."""
    async with screens() as pilot:
        await changing(pilot)
        await press(pilot, "p")
        for typed in ("not the passphrase at all", NEW, NEW):
            await type_text(pilot, typed)
            await press(pilot, "enter")
        assert has_line(pilot.app, "That is not the passphrase of this store.")


async def test_new_recovery_code_is_typed_back(screens, told):
    """Shown once, asked back from paper, in force once the passphrase opened."""
    async with screens() as pilot:
        await changing(pilot)
        await press(pilot, "r")
        code = next(line.strip() for line in text_of(pilot.app).splitlines() if line.count("-") == 6)
        await type_text(pilot, RecoveryCode.make().printed())
        await press(pilot, "enter")
        await type_text(pilot, told.passphrase)
        await press(pilot, "enter")
        assert "That is not the code shown above." in text_of(pilot.app)
        form = pilot.app.screen
        form._view.fill({"typed": code})
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "The new recovery code is in force.")
        check_code(told.folder, RecoveryCode.read(code), floor=CHEAP)


@pytest.mark.parametrize(
    ("source", "short", "said"),
    [
        ("built in", "built in", "Nobody set this, so the built-in value holds."),
        ("--look", "at the start (--look)", "It was given with --look when the program was started."),
        (
            "the organisation's settings (/etc/xdg/linkworker/settings.toml, line 3)",
            "your organisation",
            "Your organisation set this. It stands in /etc/xdg/linkworker/settings.toml, line 3.",
        ),
        ("your choice (C:\\jo\\choices.toml)", "your choice", "You chose this. It stands in C:\\jo\\choices.toml."),
    ],
)
def test_sources_in_plain_words(source, short, said):
    """For the list in a word or two, for the foot as sentences."""
    assert source_in_short(source) == short
    assert source_words(source) == said


def test_every_setting_has_a_name():
    """None is shown by its key in the file; days and minutes say so."""
    assert {row.key for row in load_settings().explain()} == set(NAMES)
    assert value_words("idle-minutes", "10") == "10 minutes"
    assert value_words("language", "en") == "English"
