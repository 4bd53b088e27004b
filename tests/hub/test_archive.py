"""The journal as files: proved by the handbook's own script and by stock tools, and altered in none of many ways."""

import json
import re
import shutil
import subprocess
import sys
import textwrap
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from exported import NOON, demonstration_store, odd_person
from linkworker.base.guide import topic
from linkworker.base.lists import coded
from linkworker.hub.devices import device
from linkworker.hub.exports.archive.writing import write_journal
from linkworker.hub.forks import accept_fork
from linkworker.hub.staff import staff
from linkworker.journal.entry import FIRST_HASH
from linkworker.journal.erasing import erase_person
from linkworker.journal.tables import ENTRY, ENTRY_VALUES
from linkworker.records.note import Note
from linkworker.vault.store import Store
from two_sides import carry_up


@pytest.fixture(scope="module")
def prove(tmp_path_factory):
    """The handbook's script, as somebody would save it: call it with a folder."""
    text = topic("what-the-centre-gets").text
    found = re.search(r"^    import hashlib.*?values hold\.\"\)$", text, re.MULTILINE | re.DOTALL)
    lines = textwrap.dedent(found[0]).splitlines()
    assert len([line for line in lines if line.strip()]) <= 30
    script = tmp_path_factory.mktemp("script") / "prove.py"
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(folder):
        return subprocess.run([sys.executable, script, folder], capture_output=True, encoding="utf-8", check=False)

    return run


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The demonstration's journal, and how many entries and values its store has."""
    folder = tmp_path_factory.mktemp("journal")
    with demonstration_store(folder / "store") as store, store.reading() as connection:
        write_journal(connection, folder / "out", made_at=NOON)
        entries = connection.execute(select(func.count()).select_from(ENTRY)).scalar_one()
        values = sum(len(json.loads(each)) for each in connection.execute(select(ENTRY_VALUES.c.content)).scalars())
    return folder / "out", entries, values


def test_thirty_lines_prove_every_entry_and_value(archive, prove):
    """Python alone: the files, the chains, the commitments."""
    folder, entries, values = archive
    said = prove(folder)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == f"{entries} entries and {values} values hold.\n"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="the machine has no sha256sum")
def test_the_files_are_proved_by_stock_tools(archive):
    """`sha256sum -c` on the sums, and the manifest among them."""
    folder, _, _ = archive
    said = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    assert said.stdout.splitlines()[-1] == "manifest.json: OK"
    assert all(line.endswith(": OK") for line in said.stdout.splitlines())


def _with_new_sums(folder):
    """Write the manifest's sums anew, as somebody who alters a file would."""
    import hashlib  # noqa: PLC0415 - only here

    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for each in manifest["files"]:
        each["sha256"] = hashlib.sha256((folder / each["name"]).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize("how", ["a line gone", "lines changed about", "a header", "a value", "the end gone", "a byte"])
def test_what_was_altered_is_found(archive, prove, tmp_path, how):
    """Even where the sums were written anew: the chain, the commitments and the end speak."""
    shutil.copytree(archive[0], tmp_path / "out")
    (file,) = (tmp_path / "out").glob("*.ndjson")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    if how == "a line gone":
        entry = json.loads(lines[30])
        lines[30] = json.dumps({**entry, "seq": 30}) + "\n"
        del lines[29]
    elif how == "lines changed about":
        lines[20], lines[21] = lines[21], lines[20]
    elif how == "a header":
        lines[40] = lines[40].replace('\\"at\\":\\"2', '\\"at\\":\\"3', 1)
        assert lines[40] != file.read_text("utf-8").splitlines(keepends=True)[40]
    elif how == "a value":
        place, entry = next((n, e) for n, e in enumerate(map(json.loads, lines)) if e["values"])
        name = next(iter(entry["values"]))
        entry["values"][name][1] = "something else"
        lines[place] = json.dumps(entry, ensure_ascii=False) + "\n"
    elif how == "the end gone":
        lines = lines[:-1]
    else:
        lines[0] = lines[0].replace("seq", "sep", 1)
    file.write_text("".join(lines), encoding="utf-8", newline="\n")
    if how != "a byte":
        _with_new_sums(tmp_path / "out")
    said = prove(tmp_path / "out")
    assert said.returncode != 0, said.stdout


def test_since_begins_a_chain_where_the_day_begins(store, worker, clock, prove, tmp_path):
    """The manifest says the hash before, so that the first entry is proved too; two days together are the whole."""
    odd_person(store, worker)
    clock.advance(timedelta(days=2))
    with store.unit_of_work(worker) as uow:
        person = uow.connection.execute(select(Note.table().metadata.tables["person"].c.id)).scalars().first()
        uow.add(Note(person_id=person, on=date(2026, 8, 8), words="Rang"))
    with store.reading() as connection:
        whole = write_journal(connection, tmp_path / "whole", made_at=NOON)
        later = write_journal(connection, tmp_path / "later", made_at=NOON, since=date(2026, 8, 8))
        none = write_journal(connection, tmp_path / "none", made_at=NOON, since=date(2026, 9, 1))
    assert (later.files[0].rows, none.files) == (1, ())
    all_of = json.loads((tmp_path / "whole" / "manifest.json").read_text("utf-8"))["chains"][0]
    part = json.loads((tmp_path / "later" / "manifest.json").read_text("utf-8"))["chains"][0]
    assert (all_of["previous"], all_of["first"], all_of["unproved"], part["unproved"]) == (FIRST_HASH, 1, 0, 0)
    assert (part["head"], part["first"], part["last"]) == (all_of["head"], all_of["last"], all_of["last"])
    lines = (tmp_path / "whole" / whole.files[0].name).read_text("utf-8").splitlines()
    assert part["previous"] == json.loads(lines[-2])["hash"]
    for name in ("whole", "later", "none"):
        assert prove(tmp_path / name).returncode == 0


def test_what_is_erased_leaves_its_entries_and_no_word(store, worker, prove, tmp_path):
    """Every chain still proves."""
    ids = odd_person(store, worker)
    with store.unit_of_work(worker) as uow:
        erase_person(uow, ids["ida"], coded("erasure-reason").codes()[0])
    with store.reading() as connection:
        write_journal(connection, tmp_path / "out", made_at=NOON)
    assert prove(tmp_path / "out").returncode == 0
    text = "".join(file.read_text("utf-8") for file in (tmp_path / "out").glob("*.ndjson"))
    assert ids["ida"] in text
    assert not [word for word in ("Ida Marsh", "The sea", "Too dear", "9990000018") if word in text]


def test_it_is_the_same_from_postgresql(postgresql, store, worker, prove, tmp_path):
    """The same entries in the centre's database give the same chain, to the byte."""
    odd_person(store, worker)
    with store.reading() as connection, postgresql.begin() as centre:
        for table in (ENTRY, ENTRY_VALUES):
            centre.execute(table.insert(), [dict(row) for row in connection.execute(table.select()).mappings()])
        write_journal(connection, tmp_path / "laptop", made_at=NOON)
    with postgresql.connect() as centre:
        made = write_journal(centre, tmp_path / "centre", made_at=NOON)
    for each in made.files:
        assert (tmp_path / "laptop" / each.name).read_bytes() == (tmp_path / "centre" / each.name).read_bytes()
    assert prove(tmp_path / "centre").returncode == 0


def test_what_an_accepted_copy_wrote_lies_in_files_of_its_own(trial, jo, prove, tmp_path, clock):
    """An entry a file: the first follows the laptop's chain, and nothing here proves the others."""
    jo.join(trial)
    ali = jo.add("Ali Mansour")
    jo.store.close()
    shutil.copytree(jo.store.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("*lock*"))
    jo.store = Store.open(jo.store.folder, jo.key, clock)
    carry_up(trial, jo)
    jo.store.close()
    jo.store = Store.open(tmp_path / "copy", jo.key, clock)
    for words in ("One", "Two", "Three"):
        jo.note(ali, words)
    carry_up(trial, jo)
    with trial.reading() as connection:
        laptop = device(connection, jo.id)
    list(accept_fork(trial, staff(trial, "Robin Hale"), laptop, 1))
    with trial.reading() as connection:
        write_journal(connection, tmp_path / "out", made_at=NOON)
    chains = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["chains"]
    apart = [each for each in chains if each["device"] not in {jo.id, trial.device_id}]
    assert sorted((each["entries"], each["unproved"]) for each in apart) == [(1, 0), (1, 1), (1, 1)]
    assert sum(each["unproved"] for each in chains) == 2
    assert prove(tmp_path / "out").returncode == 0
