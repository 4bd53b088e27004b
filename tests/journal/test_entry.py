"""Headers, commitments and the chain, with the handbook's worked vector."""

import json
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from linkworker.journal.canonical import canonical, plain
from linkworker.journal.entry import FIRST_HASH, Entry, FieldChange, chain_hash, commit_to, commitment, read_header

KEPT = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
TEXT = st.text(KEPT)
SALT = "000102030405060708090a0b0c0d0e0f"
ENTRY = Entry(
    id="0198f0aa-0000-7000-8000-000000000001",
    seq=1,
    hlc="0198f0aa00000000",
    at="2026-08-06T12:00:00.000Z",
    worker=None,
    device="0198f0aa-0000-7000-8000-00000000000d",
    action="created",
    kind="person",
    record="0198f0aa-0000-7000-8000-0000000000aa",
    person="0198f0aa-0000-7000-8000-0000000000aa",
    reason=None,
    fields=(FieldChange("name", None, commitment(SALT, '"Siân"')),),
)


def test_the_worked_vector():
    """The header's bytes, its chain hash and a commitment, worked out here with nothing of ours."""
    by_hand = sha256(bytes.fromhex(SALT) + '"Siân"'.encode()).hexdigest()
    header = (
        '{"action":"created","at":"2026-08-06T12:00:00.000Z","device":"0198f0aa-0000-7000-8000-00000000000d",'
        f'"fields":[{{"commit":"{by_hand}","field":"name","replaces":null}}],'
        '"hlc":"0198f0aa00000000","id":"0198f0aa-0000-7000-8000-000000000001","kind":"person",'
        '"person":"0198f0aa-0000-7000-8000-0000000000aa","reason":null,'
        '"record":"0198f0aa-0000-7000-8000-0000000000aa","seq":1,"v":1,"worker":null}'
    )
    assert ENTRY.header() == header
    assert chain_hash(FIRST_HASH, header) == sha256(bytes(32) + header.encode()).hexdigest()


def test_a_header_reads_back():
    """What was written is what is read."""
    assert read_header(ENTRY.header()) == ENTRY


@given(
    st.dictionaries(st.text(KEPT, min_size=1, max_size=9), TEXT | st.integers() | st.booleans() | st.none(), max_size=6)
)
def test_values_are_kept_as_canonical_json_that_proves_the_commitments(values):
    """The kept text is canonical, and each value with its salt gives its commitment."""
    spelled = plain(values)
    commits, content = commit_to(spelled)
    held = json.loads(content)
    assert canonical(held) == content
    assert {name: value for name, (_, value) in held.items()} == spelled
    assert commits == {name: commitment(salt, canonical(value)) for name, (salt, value) in held.items()}


def test_the_same_value_never_has_the_same_commitment_twice():
    """The salt hides what was said: nobody can test a guess of 'yes' against the header."""
    first, _ = commit_to({"safeguarding": True})
    second, _ = commit_to({"safeguarding": True})
    assert first != second
