"""The list of campaigns: each a module of this folder with `run(full, folder) -> Counts`."""

from importlib import import_module
from pathlib import Path

from faults.counts import Counts

CAMPAIGNS = {
    "kill": "kill -9 at random moments while work of every kind is going on",
    "power_loss": "power lost while notes and drafts are saved, in both journal modes",
    "power_files": "power lost while passphrases change, and while a laptop is set up",
    "power_swap": "power lost while the key is rotated, and while a backup is restored",
    "full_disk": "a disk that fills at every page of every kind of write",
    "read_only": "a medium that turns read-only, a folder that goes away, and permission refused",
    "second_process": "a second process on the same store",
    "clock_jumps": "a clock that jumps a year each way across saves, unlock tries and backups",
    "flips_store": "bits flipped and ends cut off in the store",
    "flips_log": "bits flipped and ends cut off in the log that a killed process leaves",
    "flips_slots": "bits flipped and ends cut off in the key file",
    "flips_backup": "bits flipped and ends cut off in a backup",
    "flips_bundle": "bits flipped and ends cut off in a bundle",
    "mutations": "bundles and receipts mutated at every layer, and sealed again",
    "requests": "signed requests to the hub changed on the way",
    "convergence": "laptops and a hub whose files are lost, late, doubled and copied, until they agree",
    "machine": "any order of saves, undo, erasure, drafts and locks, beside a plain model",
    "memory_scan": "a search for secrets in memory, files and the terminal after a lock and after a crash",
}


def run_campaign(name: str, folder: Path, *, full: bool) -> Counts:
    """Run one campaign in a folder of its own (made here), in its quick or its full form."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = import_module(f"faults.{name}").run(full, folder)
    assert isinstance(counts, Counts)
    return counts
