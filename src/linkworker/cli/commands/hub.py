"""For the central service: make its identity, and open a bundle to see that it is whole and what it holds."""

from argparse import Namespace
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from linkworker.base.words import count
from linkworker.cli.desk import Desk
from linkworker.hub.opening import make_hub
from linkworker.sync.device import read_device
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.identity import read_hub_identity
from linkworker.sync.lines import check_against
from linkworker.sync.unseal import entries, verify


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _init(args: Namespace, desk: Desk) -> None:
    given = {"database": args.database, "teams": args.team, "keys_lost": args.keys_lost}
    with make_hub(args.folder, args.name, desk.clock, **given) as hub:
        words, is_trial = hub.identity.invitation.words, hub.trial is not None
    trying = ["Its database is one to try with: whoever can read this folder can open it."] if is_trial else []
    lines = [
        f"The hub's keys and settings are in {args.folder}.",
        *trying,
        "Keep hub-identity.json in your key store: whoever has it can read every bundle.",
        "Give hub-invitation.json to each laptop, and read these six words to whoever sets it up:",
        f"    {words}",
    ]
    desk.answer({"folder": args.folder, "words": words, "database": "trial" if is_trial else "postgresql"}, lines)


@dataclass(frozen=True, slots=True)
class Opened:
    """What `hub open` found in a bundle that holds."""

    hash: str
    words: str
    device: str
    number: int
    previous: str | None
    first: int | None
    last: int | None
    made_at: str
    entries: int
    bare: int
    released: int
    by_kind: dict[str, int]
    listed: list[dict[str, object]]


def open_bundle(bundle: Path, identity: Path, devices: list[Path], *, listing: bool = False) -> Opened:
    """Verify a bundle whole, then its chain and commitments; return what it holds. Raises sync's own errors."""
    hub = read_hub_identity(identity)
    verified = verify(bundle, hub, [read_device(path) for path in devices])
    facts = verified.manifest.facts
    kinds: Counter[str] = Counter()
    bare = released = 0
    listed: list[dict[str, object]] = []
    for line in check_against(facts, entries(bundle, hub, verified)):
        if not isinstance(line, EntryLine):
            released += 1
            continue
        kinds[f"{line.header['kind']} {line.header['action']}"] += 1
        bare += line.values is None
        if listing:
            values = {name: value for name, (_, value) in (line.values or {}).items()}
            listed.append({**{k: line.header[k] for k in ("seq", "at", "action", "kind", "record")}, "values": values})
    return Opened(
        verified.hash,
        verified.words,
        facts.device,
        facts.number,
        facts.previous,
        facts.first,
        facts.last,
        facts.made_at,
        facts.count,
        bare,
        released,
        dict(sorted(kinds.items())),
        listed,
    )


def _open(args: Namespace, desk: Desk) -> None:
    found = open_bundle(args.bundle, args.identity, args.device, listing=args.entries)
    lines = [
        f"Bundle {found.number} is whole, and signed by the laptop {found.device}.",
        f"Words to compare: {found.words}",
        f"Entries {found.first} to {found.last}: {found.entries}, {found.bare} of them without values.",
    ]
    if found.released:
        lines.append(f"It also brings the values of {count(found.released, 'earlier entry', 'earlier entries')}.")
    lines.append("The journal's chain and every commitment hold.")
    lines += [f"  {number:>6}  {kind}" for kind, number in found.by_kind.items()]
    lines += [f"  {row['seq']}  {row['at']}  {row['kind']} {row['action']}  {row['values']}" for row in found.listed]
    desk.answer(found, lines)
