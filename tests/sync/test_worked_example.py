"""The worked example of the format page, checked with nothing of ours but the page."""

import json
import re
from hashlib import sha256
from importlib.resources import files

PAGE = files("linkworker.base").joinpath("guide", "bundle-format.md").read_text("utf-8")


def example():
    """Return the indented lines of the worked example: commit, header, chain hash, line."""
    return re.findall(r"^    (\S.*)$", PAGE.split("## A worked example")[1].split("## Rules")[0], re.MULTILINE)


def test_the_worked_example_is_right():
    """Commitment, chain hash and line follow from the header and the value that the page shows."""
    commit, header, chain, line = example()
    salt, value = json.loads(line)["values"]["words"]
    held = json.loads(header)
    assert sha256(bytes.fromhex(salt) + json.dumps(value, ensure_ascii=False).encode()).hexdigest() == commit
    assert held["fields"] == [{"commit": commit, "field": "words", "replaces": None}]
    assert sha256(bytes(32) + header.encode()).hexdigest() == chain
    assert json.loads(line) == {"entry": header, "hash": chain, "values": {"words": [salt, value]}}
    assert f"A header ({len(header.encode())} bytes)" in PAGE
    assert f"`{sha256(header.encode()).hexdigest()}`" in PAGE


def test_the_example_is_spelled_as_the_journal_spells():
    """An action and a clock reading that the journal writes."""
    held = json.loads(example()[1])
    assert held["action"] == "created"
    assert re.fullmatch("[0-9a-f]{16}", held["hlc"])
