"""An export's folder: there whole or not at all, and never in the place of anything that is not an earlier export."""

import json

import pytest

from exported import NOON, demonstration_store
from linkworker.base.errors import BadInput
from linkworker.base.progress import Stopped
from linkworker.hub.exports.archive.writing import write_journal
from linkworker.hub.exports.fhir.writing import write_fhir
from linkworker.hub.exports.folder import FolderInUse, NotOurs, NotWritten, whole_folder
from linkworker.hub.exports.tables.pseudonym import Pseudonyms
from linkworker.hub.exports.tables.writing import write_csv


def test_a_folder_with_files_is_left_as_it_is(store, tmp_path):
    """Unless an earlier export stands there and is to be replaced."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    with store.reading() as connection:
        with pytest.raises(FolderInUse, match="--replace"):
            write_journal(connection, out, made_at=NOON)
        with pytest.raises(NotOurs, match="no export of ours"):
            write_journal(connection, out, made_at=NOON, replace=True)
        assert (out / "letter.txt").read_text("utf-8") == "mine"
        write_journal(connection, tmp_path / "new", made_at=NOON)
        (tmp_path / "new" / "stray.txt").write_text("left by the last", encoding="utf-8")
        write_journal(connection, tmp_path / "new", made_at=NOON, replace=True)
    assert not (tmp_path / "new" / "stray.txt").exists()
    with pytest.raises(BadInput, match="is a file"), whole_folder(out / "letter.txt"):
        pass


def test_an_empty_folder_is_taken(store, tmp_path):
    """And one that is not there is made, with those above it."""
    (tmp_path / "empty").mkdir()
    with store.reading() as connection:
        for folder in (tmp_path / "empty", tmp_path / "a" / "b"):
            write_journal(connection, folder, made_at=NOON)
            assert json.loads((folder / "manifest.json").read_text("utf-8"))["what"] == "journal"


@pytest.mark.parametrize("what", ["fhir", "csv", "journal"])
def test_an_export_that_is_stopped_leaves_nothing(tmp_path, what):
    """What stood there before stands there still."""

    def stop(_done, _total):
        raise Stopped

    with demonstration_store(tmp_path / "store") as store, store.reading() as connection:
        given = {"made_at": NOON, "progress": stop, "replace": True}
        write_journal(connection, tmp_path / "out", made_at=NOON)
        before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
        with pytest.raises(Stopped):
            if what == "fhir":
                write_fhir(connection, tmp_path / "out", **given)
            elif what == "csv":
                write_csv(connection, tmp_path / "out", pseudonyms=Pseudonyms(b"k" * 32), **given)
            else:
                write_journal(connection, tmp_path / "out", **given)
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before
    assert {each.name for each in tmp_path.iterdir()} == {"store", "out"}


def test_a_disk_that_fails_is_said_plainly(tmp_path):
    """A sentence, and nothing left behind."""
    with pytest.raises(NotWritten, match="could not be written: No space left"), whole_folder(tmp_path / "out"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []
