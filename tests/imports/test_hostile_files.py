"""Files that are not what they seem: one sentence each, and the store is as it was."""

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from linkworker.base.errors import BadInput, LinkworkerError
from linkworker.base.words import avoided_words
from linkworker.imports.caseload_import import import_caseload
from linkworker.imports.directory import import_directory
from linkworker.imports.limits import LIMITS
from linkworker.imports.reading import read_directory
from linkworker.imports.source import Content, members
from linkworker.imports.texts import decode
from linkworker.vault.store import Store

MB = 1024 * 1024
SERVICE = b'[{"id": "1", "name": "Choir", "status": "active"}]'


def workbook(path: Path, *rows: list[object]) -> Path:
    """Write a workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def with_part(path: Path, name: str, data: bytes) -> Path:
    """Add one file to a zip or workbook."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return path


def zipped(path: Path, **parts: bytes) -> Path:
    """Write a zip of some files; two underscores in a name stand for a full stop."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def renamed(path: Path, name: bytes, to: bytes) -> Path:
    """Put another name of the same length in a zip, in both places where it stands."""
    path.write_bytes(path.read_bytes().replace(name, to))
    return path


def flagged(path: Path) -> Path:
    """Mark the files of a zip as encrypted."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8 : at + 10] = struct.pack("<H", 1)
    path.write_bytes(data)
    return path


def not_a_feed(folder: Path) -> Path:
    """JSON, whole, of something else."""
    path = folder / "shopping.json"
    path.write_text('{"eggs": 6, "milk": [1, 2]}', encoding="utf-8")
    return path


def half_json(folder: Path) -> Path:
    """A feed cut in the middle."""
    path = folder / "half.json"
    path.write_bytes(SERVICE[:30])
    return path


def half_zip(folder: Path) -> Path:
    """A zip cut in the middle."""
    path = zipped(folder / "half.zip", services__json=SERVICE * 200)
    path.write_bytes(path.read_bytes()[:150])
    return path


def damaged_zip(folder: Path) -> Path:
    """A zip whose packed bytes were changed."""
    path = folder / "damaged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("services.json", SERVICE)
    return renamed(path, b"Choir", b"Chair")


def macro_part(folder: Path) -> Path:
    """A workbook with macros, called .xlsx."""
    return with_part(workbook(folder / "activities.xlsx", ["Name", "Kinds"]), "xl/vbaProject.bin", b"\x00macro")


def macro_type(folder: Path) -> Path:
    """A workbook that says it is one with macros, though none are there."""
    path = folder / "activities.xlsm"
    kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types><Override ContentType='" + kind + b"'/></Types>")
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return path


def own_definitions(folder: Path) -> Path:
    """A workbook whose XML defines words that multiply."""
    path = workbook(folder / "lol.xlsx", ["Name", "Kinds"], ["Choir", "music"])
    return with_part(path, "xl/extra.xml", b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')


def workbook_bomb(folder: Path) -> Path:
    """A workbook with a part of 300 MB of zeros."""
    return with_part(workbook(folder / "bomb.xlsx", ["Name", "Kinds"]), "xl/big.xml", bytes(300 * MB))


def broken_workbook(folder: Path) -> Path:
    """A workbook whose sheet is not XML."""
    return zipped(folder / "x.xlsx", **{"[Content_Types]__xml": b"<Types/>", "xl/workbook__xml": b"<oops"})


def old_workbook(folder: Path) -> Path:
    """An .xls, or a workbook with a password: both are the old office format."""
    path = folder / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    return path


def pictures(folder: Path) -> Path:
    """A picture."""
    path = folder / "logo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return path


def long_json_line(folder: Path) -> Path:
    """A line of 200 MB that begins like a feed."""
    path = folder / "long.json"
    with path.open("wb") as file:
        file.write(b"[")
        for _ in range(200):
            file.write(b"x" * MB)
    return path


def long_csv_line(folder: Path) -> Path:
    """A table with a line that is too long, in a file that is not."""
    path = folder / "long.csv"
    path.write_bytes(b"Name,Kinds\nChoir," + b"x" * (2 * MB))
    return path


def stray_quote(folder: Path) -> Path:
    """A table whose quotation mark is never closed."""
    path = folder / "stray.csv"
    path.write_bytes(b'Name,Kinds\n"Choir,music\nOther,arts\n')
    return path


def other_table(folder: Path) -> Path:
    """A table of something else."""
    path = folder / "sales.csv"
    path.write_bytes(b"Quarter,Sum\n1,20\n")
    return path


def web_page(folder: Path) -> Path:
    """A page saved from a browser."""
    path = folder / "page.json"
    path.write_bytes(b"<!doctype html><p>Sign in</p>")
    return path


def empty_file(folder: Path) -> Path:
    """Nothing at all."""
    path = folder / "empty.json"
    path.touch()
    return path


def empty_folder(folder: Path) -> Path:
    """A folder with nothing in it."""
    path = folder / "nothing"
    path.mkdir()
    return path


def folder_without_feed(folder: Path) -> Path:
    """A folder of other things."""
    path = folder / "things"
    path.mkdir()
    (path / "notes.txt").write_text("Buy milk", encoding="utf-8")
    (path / "more.json").write_text("[1, 2]", encoding="utf-8")
    return path


def outside_name(folder: Path) -> Path:
    """A zip with a file named to land elsewhere."""
    return renamed(zipped(folder / "slip.zip", xxxservices__json=SERVICE), b"xxxservices", b"../services")


def password(folder: Path) -> Path:
    """A zip with a password."""
    return flagged(zipped(folder / "secret.zip", services__json=SERVICE))


def empty_zip(folder: Path) -> Path:
    """A zip of nothing."""
    return zipped(folder / "empty.zip")


def zip_in_zip(folder: Path) -> Path:
    """A zip whose only file is a zip."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("services.json", SERVICE)
    return zipped(folder / "nested.zip", inner__zip=inner.getvalue())


def odd_packing(folder: Path) -> Path:
    """A zip packed with a method whose memory use we cannot bound."""
    path = folder / "odd.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("services.json", SERVICE)
    return path


def nothing_there(folder: Path) -> Path:
    """A name with nothing behind it."""
    return folder / "gone.json"


HOSTILE = [
    not_a_feed, half_json, half_zip, damaged_zip, macro_part, macro_type, own_definitions, workbook_bomb,
    broken_workbook, old_workbook, pictures, long_json_line, long_csv_line, stray_quote, other_table, web_page,
    empty_file, empty_folder, folder_without_feed, outside_name, password, empty_zip, zip_in_zip, odd_packing,
    nothing_there,
]  # fmt: skip


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_is_one_sentence_and_changes_nothing(
    tmp_path: Path, store: Store, today: date, counted: Callable[[], dict[str, int]], make: Callable[[Path], Path]
) -> None:
    """As a directory and as a caseload: refused, in words we use, with every row of the store as it was."""
    path, before = make(tmp_path), counted()
    with pytest.raises(LinkworkerError) as said, store.unit_of_work(None) as uow:
        import_directory(uow, path, "test", today)
    sentence = str(said.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert not avoided_words(sentence.replace("oops", ""))
    with pytest.raises(LinkworkerError), store.unit_of_work(None) as uow:
        import_caseload(uow, path, {}, today)
    assert counted() == before


@pytest.mark.parametrize(("said_size", "name"), [(None, "honest.zip"), (1000, "lying.zip")])
def test_ten_gigabytes_of_zeros_are_refused_at_once(
    tmp_path: Path, zeros: Callable[..., Path], said_size: int | None, name: str
) -> None:
    """Both a zip that says how much it holds and one that lies are refused quickly, with flat memory."""
    path = zeros(tmp_path / name, 10 * 1024 * MB, said=said_size)
    tracemalloc.start()
    began = time.monotonic()
    with pytest.raises(BadInput):
        list(members(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - began < 2
    assert peak < 8 * MB


def test_a_line_of_200_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The size is asked first: memory stays flat."""
    path = long_json_line(tmp_path)
    tracemalloc.start()
    with pytest.raises(BadInput, match="too big to take in"):
        list(members(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MB


def test_a_zip_with_a_list_of_contents_too_long_is_refused_unread(tmp_path: Path) -> None:
    """The end record alone says how many files there are; the list is not read."""
    path = zipped(tmp_path / "many.zip", **{f"f{number}__json": b"[]" for number in range(50)})
    with pytest.raises(BadInput, match="too many files"):
        list(members(path, replace(LIMITS, files=49)))
    with pytest.raises(BadInput, match="too many files"):
        list(members(path, replace(LIMITS, directory=100)))


def test_a_zip_too_big_altogether_is_refused(tmp_path: Path) -> None:
    """Many files under the cap can pass it together, in a zip and in a folder alike."""
    path = zipped(tmp_path / "sum.zip", a__json=SERVICE, b__json=SERVICE)
    with pytest.raises(BadInput, match="too big once unpacked"):
        list(members(path, replace(LIMITS, unpacked=60)))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.json").write_bytes(SERVICE)
    with pytest.raises(BadInput, match="more than can be taken in"):
        list(members(tmp_path / "folder", replace(LIMITS, unpacked=20)))
    with pytest.raises(BadInput, match="too many files"):
        list(members(tmp_path / "folder", replace(LIMITS, files=0)))


def test_a_zip_cannot_say_one_size_and_hold_another(tmp_path: Path) -> None:
    """A header that says fewer bytes than there are is found while unpacking."""
    path = zipped(tmp_path / "lie.zip", services__json=SERVICE * 50)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    with pytest.raises(BadInput, match="damaged"):
        list(members(path))


def test_names_do_not_decide_what_a_file_is(tmp_path: Path) -> None:
    """JSON called .csv is JSON, a workbook called .zip is a workbook, and hidden files are passed over."""
    (tmp_path / "a.csv").write_bytes(SERVICE)
    workbook(tmp_path / "b.zip", ["Name", "Kinds"])
    (tmp_path / "c.json").write_bytes(b"Name,Kinds\n")
    (tmp_path / ".hidden.json").write_bytes(SERVICE)
    found = {member.name: member.content for member in members(tmp_path)}
    assert found == {"a.csv": Content.JSON, "b.zip": Content.WORKBOOK, "c.json": Content.TABLE}


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """A link in a carried folder could point at anything on the laptop."""
    outside, folder = tmp_path / "outside.json", tmp_path / "feed"
    outside.write_bytes(SERVICE)
    folder.mkdir()
    try:
        (folder / "link.json").symlink_to(outside)
    except OSError:
        pytest.skip("this machine lets nobody make links")
    with pytest.raises(BadInput, match="empty folder"):
        list(members(folder))


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("cp1252", "older Windows encoding")],
)
def test_text_in_any_usual_encoding_is_read(
    tmp_path: Path, store: Store, today: date, encoding: str, note: str
) -> None:
    """A byte-order mark and Windows' own encodings are read right; where it was a guess, the report says so."""
    path = tmp_path / "feed.json"
    path.write_text('[{"id": "1", "name": "Caf\u00e9 \u00c9lan", "status": "active"}]', encoding=encoding)
    with store.unit_of_work(None) as uow:
        report = import_directory(uow, path, "test", today)
    assert report.rows[0].name == "Caf\u00e9 \u00c9lan"
    assert any(note in said for said in report.notes) or not note


def test_latin_1_is_read_where_windows_has_no_letter(tmp_path: Path) -> None:
    """Five bytes mean nothing in Windows-1252, and still no import stops."""
    path = tmp_path / "people.csv"
    path.write_bytes(b"Name,Kinds\nRen\xe9e \x81,music\n")
    (member,) = members(path)
    assert member.content is Content.TABLE
    assert decode(member.name, member.data).text.startswith("Name,Kinds\nRen\u00e9e")


@pytest.mark.parametrize("data", [b"\xff\xfea\x00b", b"\xff\xfea\x00\x00\x00", b"\xef\xbb\xbf\xff", b"a\x00b"])
def test_text_that_is_not_text_is_said(data: bytes) -> None:
    """Half a letter, bytes that its own mark denies, and letters of nothing are refused by name."""
    with pytest.raises(BadInput, match=r"^feed\.json "):
        decode("feed.json", data)


def several_tables(folder: Path) -> Path:
    """A folder of two sheets."""
    path = folder / "two"
    path.mkdir()
    for name in ("a.csv", "b.csv"):
        (path / name).write_text("Name,Kinds\nChoir,music\n", encoding="utf-8")
    return path


def locked_inside(folder: Path) -> Path:
    """A folder that holds an old or locked workbook."""
    path = folder / "locked"
    path.mkdir()
    (path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return path


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (not_a_feed, "shopping.json is not a directory of activities"),
        (half_json, "half.json is not whole JSON"),
        (half_zip, "half.zip is not a whole zip file"),
        (damaged_zip, "damaged.zip is damaged"),
        (macro_part, "activities.xlsx is a workbook with macros"),
        (macro_type, "activities.xlsm is a workbook with macros"),
        (own_definitions, "lol.xlsx is not an ordinary workbook"),
        (workbook_bomb, "too big once unpacked"),
        (old_workbook, "old or locked office file"),
        (long_csv_line, "has a line that is too long"),
        (stray_quote, "stray quotation mark"),
        (other_table, "none of the headings"),
        (outside_name, "points outside it"),
        (password, "has a password on it"),
        (several_tables, "one at a time"),
        (locked_inside, "old or locked office file"),
        (odd_packing, "Make an ordinary zip"),
    ],
    ids=lambda part: getattr(part, "__name__", ""),
)
def test_the_sentence_says_what_is_wrong(tmp_path: Path, today: date, make: Callable[[Path], Path], why: str) -> None:
    """Each fault has a sentence of its own, so that somebody can mend it."""
    with pytest.raises(BadInput, match=why):
        read_directory(make(tmp_path), None, today)
