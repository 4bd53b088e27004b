"""The worked example of the format page is spelled as the journal spells."""

import json
import re
from importlib.resources import files

from linkworker.journal.actions import Action
from linkworker.journal.entry import read_header
from linkworker.records.registry import KINDS

PAGE = files("linkworker.base").joinpath("guide", "bundle-format.md").read_text("utf-8")


def test_the_example_is_an_entry_that_the_journal_could_write():
    """Its action, kind, fields and clock reading are real ones, and its length is the one that is said."""
    header = next(line.strip() for line in PAGE.splitlines() if line.startswith('    {"action"'))
    entry = read_header(header)
    assert entry.action in set(Action)
    assert {field.field for field in entry.fields} <= set(KINDS[entry.kind].value_fields())
    assert re.fullmatch("[0-9a-f]{16}", entry.hlc)
    assert (
        entry.header()
        == header
        == json.dumps(json.loads(header), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    )
    assert f"A header ({len(header.encode())} bytes)" in PAGE
