"""A worker's own choices are kept, whole, beside each other."""

import os
from pathlib import Path

import pytest

from linkworker.base.choices import choose
from linkworker.base.environment import Environment
from linkworker.base.errors import BadInput, Refused
from linkworker.base.setting_values import Look, Theme
from linkworker.base.settings import choices_file, load_settings
from linkworker.base.words import avoided_words


@pytest.fixture
def reread(tmp_path):
    """Load the settings of a worker whose folder is "mine", on a machine with no others."""
    return lambda: load_settings(
        environment=Environment(), site_folder=tmp_path / "none", user_folder=tmp_path / "mine"
    )


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("look", "console", Look.CONSOLE),
        ("look", Look.AUTO, Look.AUTO),
        ("theme", "high-contrast", Theme.HIGH_CONTRAST),
        ("theme", Theme.LIGHT, Theme.LIGHT),
        ("language", "Welsh", "cy"),
    ],
)
def test_choice_is_there_at_the_next_start(reread, tmp_path, key, typed, value):
    """The folder is made; the settings say that the worker chose it."""
    choose(key, typed, tmp_path / "mine")
    found = getattr(reread(), key)
    assert found.value == value
    assert found.source.startswith("your choice (")
    assert reread().faults == ()


def test_each_choice_leaves_the_others(reread, tmp_path):
    """Choosing again replaces only that one."""
    for key, value in (("look", "console"), ("theme", "dark"), ("language", "en"), ("theme", "light")):
        choose(key, value, tmp_path / "mine")
    found = reread()
    assert (found.look.value, found.theme.value, found.language.value) == (Look.CONSOLE, Theme.LIGHT, "en")


def test_what_is_not_understood_goes(reread, tmp_path):
    """A wrong value and an unknown key do not stand in the way, nor stay; what is right stays."""
    file = choices_file(tmp_path / "mine")
    file.parent.mkdir()
    file.write_text('look = "console"\ntheme = "pink"\nfont = "big"\n', encoding="utf-8", newline="\n")
    choose("language", "en", tmp_path / "mine")
    assert reread().faults == ()
    assert reread().look.value is Look.CONSOLE
    assert "pink" not in file.read_text(encoding="utf-8")


def test_file_that_is_no_settings_file_is_begun_anew(reread, tmp_path):
    """A choice cures it."""
    file = choices_file(tmp_path / "mine")
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe look =")
    choose("look", "full", tmp_path / "mine")
    assert reread().look.value is Look.FULL


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("look", "shiny", 'look must be "auto", "full" or "console".'),
        ("theme", "", 'theme must be "auto", "light", "dark" or "high contrast".'),
        ("language", "Klingon", "language must be a language"),
        ("idle-minutes", "5", "There is no choice called 'idle-minutes'. There is: look, theme and language."),
    ],
)
def test_choice_that_cannot_be(tmp_path, key, value, says):
    """One plain sentence, and nothing is written."""
    with pytest.raises(BadInput) as caught:
        choose(key, value, tmp_path / "mine")
    assert says in str(caught.value)
    assert avoided_words(str(caught.value)) == ()
    assert not (tmp_path / "mine").exists()


def test_folder_that_cannot_be_made(tmp_path):
    """Said in a sentence that names the file."""
    (tmp_path / "mine").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match=r"^Your choice could not be kept, because .*choices\.toml cannot be written\.$"):
        choose("look", "full", tmp_path / "mine")


def test_file_that_cannot_be_replaced_stays_as_it_was(tmp_path):
    """Nothing half-written is left beside it."""
    file = choices_file(tmp_path)
    (file / "inside").mkdir(parents=True)
    with pytest.raises(Refused):
        choose("look", "full", tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_disk_that_fills_leaves_the_old_choice(reread, tmp_path, monkeypatch):
    """The new one is forced to the disk before it takes the place of the old."""
    choose("look", "console", tmp_path / "mine")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused):
        choose("look", "full", tmp_path / "mine")
    assert reread().look.value is Look.CONSOLE
    assert [each.name for each in Path(tmp_path / "mine").iterdir()] == ["choices.toml"]
