"""Two records of one person, joined and parted with plain commands."""

from typing import Any


def test_two_records_are_joined_and_parted(linkworker: Any) -> None:
    """The one that ended is in no list; its id takes it back."""
    linkworker.ok("people", "add", "Ali Mansour")
    linkworker.ok("people", "add", "Alistair Okafor")
    out = linkworker.ok("people", "join", "Ali Mansour", "Alistair Okafor", "--reason", "The same man")
    assert "Joined with Alistair Okafor." in out
    assert "Ali Mansour" not in linkworker.ok("people", "list")
    back = out.split("linkworker people part ")[1].strip()
    linkworker.ok("people", "part", back)
    assert "Ali Mansour" in linkworker.ok("people", "list")


def test_a_link_is_not_written_by_hand(linkworker: Any) -> None:
    """What joins two records is not a field to type into."""
    linkworker.ok("people", "add", "Ali Mansour")
    code, _, err = linkworker("people", "change", "Ali Mansour", "--set", "merged into=somebody")
    assert code == 3
    assert "people join" in err
