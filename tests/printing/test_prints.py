"""Prints lie in one folder that is emptied, and elsewhere only when the worker says so."""

import os
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from linkworker.base.errors import NotFound, Refused
from linkworker.printing.prints import Emptied, Kind, NoRoom, NotWritten, empty, save_copy, write

PDF = b"%PDF-1.7 of nobody"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other limits and permissions")


@pytest.fixture
def full_disk():
    """Let no file of this process grow past 64 kB, which the system refuses as a full disk does."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, before[1]))
    yield b"x" * 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_print_is_named_by_what_it_is_and_a_number(tmp_path):
    """File names tell nothing of a person."""
    assert write(PDF, tmp_path) == tmp_path / "prints" / "plan-1.pdf"
    assert write(PDF, tmp_path, Kind.PLAN) == tmp_path / "prints" / "plan-2.pdf"
    assert (tmp_path / "prints" / "plan-1.pdf").read_bytes() == PDF


@POSIX
def test_only_the_owner_reads_a_print(tmp_path):
    """Another account of the same laptop cannot read what is printed."""
    path = write(PDF, tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_emptying_takes_every_file_and_nothing_beside(tmp_path):
    """All prints go, and what a viewer left among them; the rest of the data folder stays."""
    write(PDF, tmp_path)
    write(PDF, tmp_path)
    inner = tmp_path / "prints" / "viewer"
    inner.mkdir()
    (inner / ".lock").write_bytes(b"")
    (tmp_path / "store.db").write_bytes(b"kept")
    assert empty(tmp_path) == Emptied(3, 0)
    assert list((tmp_path / "prints").iterdir()) == []
    assert (tmp_path / "store.db").read_bytes() == b"kept"
    assert empty(tmp_path).sentence() == ""


def test_emptying_what_is_not_there_is_nothing(tmp_path):
    """Before the first print there is no folder, and that is fine."""
    assert empty(tmp_path) == Emptied(0, 0)


def test_a_print_that_is_open_elsewhere_is_left_and_said(tmp_path, monkeypatch):
    """A viewer on Windows holds its file: the others go, this one is counted and goes the next time."""
    held = write(PDF, tmp_path)
    write(PDF, tmp_path)
    remove = Path.unlink

    def unlink(path, *, missing_ok=False):
        if path == held:
            raise PermissionError(13, "The process cannot access the file")
        remove(path, missing_ok=missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", unlink)
        done = empty(tmp_path)
    assert done == Emptied(1, 1)
    assert done.sentence() == "A print is still open in another program. Close it, and it goes the next time you lock."
    assert Emptied(0, 2).sentence().startswith("2 prints are still open")
    assert empty(tmp_path) == Emptied(1, 0)


@POSIX
def test_emptying_never_follows_a_link(tmp_path):
    """A link among the prints goes; what it points to stays. A folder that is itself a link is left alone."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_bytes(b"kept")
    write(PDF, tmp_path)
    (tmp_path / "prints" / "link").symlink_to(mine, target_is_directory=True)
    empty(tmp_path)
    assert (mine / "letter.txt").exists()
    assert list((tmp_path / "prints").iterdir()) == []
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "prints").symlink_to(mine, target_is_directory=True)
    assert empty(tmp_path / "other") == Emptied(0, 0)
    assert (mine / "letter.txt").exists()


def test_a_full_disk_is_one_sentence_and_leaves_no_part(tmp_path, full_disk):
    """A print that does not fit is not half there."""
    with pytest.raises(NoRoom) as stopped:
        write(full_disk, tmp_path)
    assert str(stopped.value) == "There is no room on the disk for this print. Make some room, then print again."
    assert list((tmp_path / "prints").iterdir()) == []


def test_saving_elsewhere_refuses_to_overwrite_until_told(tmp_path):
    """The worker's other files are safe from a slip of the keys."""
    path = tmp_path / "for Ali.pdf"
    assert save_copy(PDF, path) == path
    with pytest.raises(Refused):
        save_copy(b"new", path)
    assert path.read_bytes() == PDF
    save_copy(b"new", path, replace=True)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_copy_whole(tmp_path, full_disk):
    """Replacing fails before it harms."""
    path = tmp_path / "copy.pdf"
    save_copy(PDF, path)
    with pytest.raises(NoRoom):
        save_copy(full_disk, path, replace=True)
    assert path.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [path]


def test_saving_where_there_is_no_folder_is_said(tmp_path):
    """A stick that was pulled out is a plain sentence."""
    with pytest.raises(NotFound):
        save_copy(PDF, tmp_path / "gone" / "copy.pdf")


def test_a_folder_is_never_replaced_by_a_print(tmp_path):
    """What is not a file is refused, told or not."""
    for replace in (False, True):
        with pytest.raises(Refused):
            save_copy(PDF, tmp_path, replace=replace)


def test_what_the_system_says_is_passed_on_without_the_path(tmp_path):
    """A folder's path holds an account's name, so the sentence leaves it out."""
    (tmp_path / "prints").write_bytes(b"a file where the folder should be")
    with pytest.raises(NotWritten) as stopped:
        write(PDF, tmp_path)
    assert str(tmp_path) not in str(stopped.value)


def test_a_fresh_print_is_spared_where_asked(tmp_path):
    """So that one command's print is still there for the printer when the next is typed."""
    old, fresh = write(b"%PDF-1", tmp_path), write(b"%PDF-2", tmp_path)
    os.utime(old, (0, 0))
    assert empty(tmp_path, older_than=timedelta(hours=1)) == Emptied(1, 0)
    assert not old.exists()
    assert fresh.exists()
    assert empty(tmp_path) == Emptied(1, 0)
