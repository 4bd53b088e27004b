"""Completing a path from the disk."""

import os
from pathlib import Path

import pytest

from linkworker.ui.forms.paths import complete


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with two spreadsheets, a folder and a hidden file."""
    for name in ("People June.csv", "People July.csv", "notes.txt", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "Bundles").mkdir()
    return tmp_path


def test_the_only_name_is_completed(stick: Path) -> None:
    """A folder's ends so that one goes on into it; case is as on the disk."""
    assert complete(f"{stick}{os.sep}not", folders=False) == (f"{stick}{os.sep}notes.txt", ())
    assert complete(f"{stick}{os.sep}bun", folders=False) == (f"{stick}{os.sep}Bundles{os.sep}", ())


def test_several_names_are_completed_as_far_as_they_agree(stick: Path) -> None:
    """And told, so that one sees what to type next."""
    typed, names = complete(f"{stick}{os.sep}p", folders=False)
    assert typed == f"{stick}{os.sep}People Ju"
    assert names == ("People July.csv", "People June.csv")


def test_folders_alone_where_a_folder_is_asked(stick: Path) -> None:
    """Files are no answer there."""
    assert complete(f"{stick}{os.sep}", folders=True) == (f"{stick}{os.sep}Bundles{os.sep}", ())
    assert complete(f"{stick}{os.sep}not", folders=True) == (f"{stick}{os.sep}not", ())


def test_hidden_names_only_when_begun(stick: Path) -> None:
    """A dot asks for them."""
    assert ".hidden" not in complete(f"{stick}{os.sep}", folders=False)[1]
    assert complete(f"{stick}{os.sep}.h", folders=False)[0].endswith(".hidden")


def test_what_is_not_there_is_left_as_typed(stick: Path) -> None:
    """A folder that cannot be read completes nothing, and breaks nothing."""
    for typed in (
        f"{stick}{os.sep}nowhere{os.sep}x",
        f"{stick}{os.sep}notes.txt{os.sep}x",
        f"\0{os.sep}x",
        f"~nobody-here{os.sep}x",
    ):
        assert complete(typed, folders=False) == (typed, ())
