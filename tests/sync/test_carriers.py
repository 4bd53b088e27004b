"""The folder or stick as a carrier."""

import os
from pathlib import Path

import pytest

from linkworker.base.progress import Stopped
from linkworker.sync.carriers.carrier import Carrier, Delivery
from linkworker.sync.carriers.folder import FolderCarrier, NoFolder
from linkworker.sync.carriers.names import read_receipt_name, receipt_name
from linkworker.sync.carriers.tries import Tries
from linkworker.sync.problems import NotWritten

MINE, FORMER, OTHER = "ab12cd34", "00ff00ff", "deadbeef"
AGE = b"age-encryption.org/v1\n"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder on the laptop."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def test_a_bundle_is_copied_whole_and_read_back(stick: Path, here: Path) -> None:
    """Its bytes are told as they go; a second time does no harm; one that lies there already is left."""
    carrier: Carrier = FolderCarrier(stick, {MINE})
    path = here / "linkworker-ab12cd34-000001.age"
    path.write_bytes(AGE + os.urandom(3_000_000))
    told: list[tuple[int, int]] = []
    for _ in range(2):
        found = carrier.put(path, lambda done, total: told.append((done, total)))
        assert (stick / path.name).read_bytes() == path.read_bytes()
        assert (found.name, found.size, found.state) == (path.name, path.stat().st_size, Delivery.WRITTEN)
    assert told[0][0] < told[-1][0] == found.size
    assert FolderCarrier(here, {MINE}).put(path).sha256 == found.sha256
    assert [each.name for each in stick.iterdir()] == [path.name]


def test_another_bundle_of_the_same_name_stays_on_the_stick(stick: Path, here: Path) -> None:
    """Each is the only copy of something, as where a backup was put back; a second time does no harm here either."""
    sealed = [AGE + os.urandom(3_000) for _ in range(3)]
    for _ in range(2):
        for number, data in enumerate(sealed):
            (here / str(number)).mkdir(exist_ok=True)
            path = here / str(number) / "linkworker-ab12cd34-000001.age"
            path.write_bytes(data)
            assert FolderCarrier(stick, {MINE}).put(path).state == Delivery.WRITTEN
    assert sorted(each.read_bytes() for each in stick.glob("linkworker-ab12cd34-000001*.age")) == sorted(sealed)
    assert len(list(stick.iterdir())) == len(sealed)


def test_a_stick_that_is_pulled_out_or_stopped_leaves_nothing(stick: Path, here: Path) -> None:
    """Nothing under the name and no part; the sentence says what to do."""
    path = here / "linkworker-ab12cd34-000001.age"
    path.write_bytes(AGE + os.urandom(3_000_000))

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        FolderCarrier(stick, {MINE}).put(path, stop)
    assert list(stick.iterdir()) == []
    stick.rmdir()
    with pytest.raises(NoFolder, match="Put the stick in"):
        FolderCarrier(stick, {MINE}).put(path)
    with pytest.raises(NoFolder):
        FolderCarrier(stick, {MINE}).fetch((), here)
    stick.mkdir()
    with pytest.raises(NotWritten, match="not there"):
        FolderCarrier(stick, {MINE}).put(here / "gone.age")


def test_only_this_laptops_receipts_are_taken(stick: Path, here: Path) -> None:
    """Its present and former ones, lowest number first; others', known ones, bundles and broken ones are passed by."""
    for short, number in ((MINE, 12), (MINE, 2), (FORMER, 7), (OTHER, 1), (MINE, 1)):
        (stick / receipt_name(short, number)).write_bytes(AGE + short.encode())
    (stick / receipt_name(MINE, 99)).write_bytes(b"")
    (stick / receipt_name(MINE, 98)).write_bytes(b"not age")
    (stick / f".{receipt_name(MINE, 97)}.0a.part").write_bytes(AGE)
    (stick / "linkworker-ab12cd34-000001.age").write_bytes(AGE)
    (stick / "photos").mkdir()
    told: list[tuple[int, int]] = []
    found = FolderCarrier(stick, {MINE, FORMER}).fetch(
        {receipt_name(MINE, 1)}, here, lambda done, total: told.append((done, total))
    )
    assert [path.name for path in found] == [receipt_name(MINE, 2), receipt_name(FORMER, 7), receipt_name(MINE, 12)]
    assert all(path.parent == here and path.read_bytes().startswith(AGE) for path in found)
    assert told[-1][0] == told[-1][1] == 3 * (len(AGE) + 8)
    assert FolderCarrier(stick, {OTHER}).fetch([path.name for path in stick.iterdir()], here) == ()


def test_names_of_receipts() -> None:
    """Only the one spelling of a number is a receipt's name."""
    assert read_receipt_name(receipt_name(MINE, 7)) == (MINE, 7)
    assert read_receipt_name(receipt_name(MINE, 1_234_567)) == (MINE, 1_234_567)
    for name in ("linkworker-ab12cd34-0000007.receipt.age", "linkworker-AB12cd34-000007.receipt.age", "x", ""):
        assert read_receipt_name(name) is None


def test_a_transfer_goes_on_as_long_as_it_gets_further() -> None:
    """A few more tries, with a moment between them, when it does not; and not for ever in any case."""
    waited: list[float] = []
    tries = Tries(waited.append)
    assert [tries.go_on(reached) for reached in (0, 5, 5, 5, 9, 9, 9, 9, 9)] == [True] * 8 + [False]
    assert len(waited) == 5
    tries = Tries(waited.append)
    assert sum(tries.go_on(reached) for reached in range(1000)) < 100
