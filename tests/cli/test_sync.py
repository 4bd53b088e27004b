"""Taking data to the centre with plain commands, from keys to an opened bundle."""

import json

import pytest


@pytest.fixture
def hub(linkworker, tmp_path):
    """The folder of a hub whose keys were just made."""
    folder = tmp_path / "hub"
    linkworker.ok("hub", "init", str(folder), "--name", "Westshire hub")
    return folder


@pytest.fixture
def trusting(linkworker, hub, tmp_path):
    """A laptop that trusts the hub, and whose public key the hub has; the path of that key."""
    words = linkworker.json("sync", "device", str(hub))["words"]
    assert len(words.split()) == 6
    spoken = linkworker("sync", "trust", str(hub / "hub-invitation.json"), answers=("wrong words here",))
    assert spoken[0] == 5
    assert "Nothing is trusted" in spoken[2]
    said = json.loads((hub / "hub-invitation.json").read_text("utf-8"))["words"]
    linkworker.ok("sync", "trust", str(hub / "hub-invitation.json"), answers=(said,))
    (key,) = hub.glob("device-*.pub.json")
    return key


def test_before_a_hub_is_trusted_the_words_say_what_to_do(linkworker, tmp_path):
    """Not a dead end."""
    code, _, err = linkworker("sync", "export", str(tmp_path))
    assert code == 5
    assert "sync trust" in err


def test_export_and_open(linkworker, hub, trusting, tmp_path):
    """The bundle is written, and the hub says that it is whole and what it holds."""
    assert "Unsent" in linkworker.ok("sync")
    stick = tmp_path / "stick"
    stick.mkdir()
    out = linkworker.ok("sync", "export", str(stick))
    assert "written and read back" in out
    (bundle,) = stick.glob("*.age")
    opened = linkworker.ok(
        "hub", "open", str(bundle), "--identity", str(hub / "hub-identity.json"), "--device", str(trusting)
    )
    assert "is whole, and signed by the laptop" in opened
    assert "The journal's chain and every commitment hold." in opened
    assert out.split("Compare these words at the other end: ")[1].split("\n")[0] in opened
    assert "Bundle 1: made" in linkworker.ok("sync", "status")


def test_the_same_bundle_can_be_written_again(linkworker, hub, trusting, tmp_path):
    """For a stick that was lost on the way."""
    first = linkworker.json("sync", "export", str(tmp_path))["bundles"][0]
    (tmp_path / "again").mkdir()
    assert linkworker.json("sync", "again", str(tmp_path / "again"))["hash"] == first["hash"]


def test_listing_shows_every_entry(linkworker, hub, trusting, tmp_path):
    """As JSON too."""
    file = linkworker.json("sync", "export", str(tmp_path))["bundles"][0]["file"]
    words = ("hub", "open", file, "--identity", str(hub / "hub-identity.json"), "--device", str(trusting))
    found = linkworker.json(*words, "--entries")
    assert [row["seq"] for row in found["listed"]] == list(range(1, found["entries"] + 1))
    assert "store-made" in linkworker.ok(*words, "--entries")


def test_a_file_that_is_no_bundle_is_said_in_one_sentence(linkworker, hub, trusting, tmp_path):
    """Nothing is opened."""
    wrong = tmp_path / "holiday.jpg"
    wrong.write_bytes(b"\xff\xd8\xff\xe0 not a bundle" * 40)
    code, out, err = linkworker(
        "hub", "open", str(wrong), "--identity", str(hub / "hub-identity.json"), "--device", str(trusting)
    )
    assert code != 0
    assert out == ""
    assert err.count("\n") == 1


def test_hub_keys_are_never_written_over(linkworker, hub):
    """A second `hub init` in the same folder would lock out every bundle made for the first."""
    before = (hub / "hub-identity.json").read_bytes()
    code, _, err = linkworker("hub", "init", str(hub), "--name", "Another")
    assert code != 0
    assert "not replaced" in err
    assert (hub / "hub-identity.json").read_bytes() == before
