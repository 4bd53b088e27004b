"""The page that another team would write a reader from says what the program does."""

import hashlib
import json
from dataclasses import fields
from importlib import resources

from linkworker.journal.entry import REASON
from linkworker.sync.caps import shipped_caps
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.lines import check_lines
from linkworker.sync.manifest import BundleFacts
from linkworker.sync.openssh import NAMESPACE
from linkworker.sync.receipt import (
    BundleClock,
    Chain,
    Counts,
    NewKeys,
    PersonHeld,
    PersonState,
    ReceiptFacts,
    RefusedBundle,
    Status,
    WaitingBundle,
)
from linkworker.sync.receipt_sealing import receipt_readme
from linkworker.sync.seal import shipped_readme
from linkworker.sync.tarball import GZIP_HEAD, ORDER, tar_header

PAGE = resources.files("linkworker.base").joinpath("guide", "bundle-format.md").read_text(encoding="utf-8")
KINDS = (BundleFacts, ReceiptFacts, Chain, RefusedBundle, WaitingBundle, BundleClock, PersonHeld, NewKeys, Counts)
QUOTED = [line.strip() for line in PAGE.splitlines() if line.startswith("    ")]


def test_the_worked_example_is_right_by_the_rules_of_the_page() -> None:
    """Computed here from the page's own words, with nothing of the program."""
    header = next(line for line in QUOTED if line.startswith('{"action"'))
    line = json.loads(next(line for line in QUOTED if line.startswith('{"entry":"{\\"action')))
    value = '"Likes the café in Lewes"'.encode()
    assert (len(value), len(header.encode())) == (26, 476)
    commit = hashlib.sha256(bytes(range(16)) + value).hexdigest()
    chained = hashlib.sha256(bytes(32) + header.encode()).hexdigest()
    assert commit in QUOTED
    assert chained in QUOTED
    assert hashlib.sha256(header.encode()).hexdigest() in PAGE
    assert json.loads(header)["fields"][0]["commit"] == commit
    assert (line["entry"], line["hash"]) == (header, chained)
    assert line["values"] == {"words": [bytes(range(16)).hex(), "Likes the café in Lewes"]}


def test_the_worked_reason_is_right_by_the_rules_of_the_page() -> None:
    """Committed to as a value is, and kept under the reserved name."""
    salt = bytes(range(16))
    commit = hashlib.sha256(salt + b'"He rang"').hexdigest()
    assert f'`"reason":"{commit}"`' in PAGE
    assert f'`"{REASON}":["{salt.hex()}","He rang"]`' in PAGE


def test_the_program_accepts_the_worked_example() -> None:
    """The line on the page, as it stands."""
    line = next(line for line in QUOTED if line.startswith('{"entry":"{\\"action'))
    (entry,) = check_lines([line.encode()])
    assert isinstance(entry, EntryLine)
    assert entry.hash in QUOTED


def test_the_page_names_every_fact_member_and_figure() -> None:
    """A fact added to the manifest, or another cap, must come to the page."""
    assert all(f"`{field.name}`" in PAGE for kind in KINDS for field in fields(kind))
    assert all(f"`{value}`" in PAGE for kind in (Status, PersonState) for value in kind)
    assert all(
        f"`{kind.FORMAT.name}`" in PAGE and kind.FORMAT.namespace in PAGE for kind in (BundleFacts, ReceiptFacts)
    )
    assert all(f"`{name}`" in PAGE for name in ORDER)
    assert GZIP_HEAD.hex(" ") in PAGE
    assert hashlib.sha256(tar_header("README.txt", 5)).hexdigest() in PAGE
    assert NAMESPACE in PAGE
    caps = shipped_caps()
    assert (caps.sealed, caps.entries, caps.line, caps.lines) == (1 << 30, 1 << 32, 1 << 22, 2_000_000)
    assert caps.receipt_manifest == 1 << 22
    assert (caps.age_header, caps.manifest, caps.readme, caps.signature) == (1 << 16, 1 << 16, 1 << 16, 1 << 12)


def test_the_readme_of_bundles_made_before_is_never_altered() -> None:
    """Its hash stands in their manifests: with another text an unreceipted bundle could not be made again.

    Once bundles are in use, a new text is a new file, and the one that a manifest names is the one that is packed.
    """
    digest = hashlib.sha256(shipped_readme().encode()).hexdigest()
    assert (
        hashlib.sha256(receipt_readme().encode()).hexdigest()
        == "cc5187ac82a23c5794b656637a60e36a9e461fa0a2afa6b8f969a1f9228884f8"
    )
    assert digest == "8b16bb588d074d8f96fb36a9da3eaf88814489d84f3fd3e9fff6ba15458821b4"


def test_the_readme_in_a_bundle_gives_the_commands_of_the_page() -> None:
    """The same three commands."""
    assert all(line in shipped_readme() for line in QUOTED[:3])
    assert all(name in shipped_readme() and name in receipt_readme() for name in ORDER)
    assert "-n linkworker-receipt@v1" in receipt_readme()
