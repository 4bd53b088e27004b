"""The process that has a store open: it saves, waits to be told to go on, saves again, and ends with its input."""

import json
import sys
from pathlib import Path

from faults.laptop import Laptop, add_note


def main() -> None:
    """Work in the laptop's folder that was given as a word."""
    opened = Laptop(Path(sys.argv[1])).opened()
    with opened.store as store:
        for number in (1, 2):
            print(json.dumps(add_note(store, opened.worker_id, f"First {number}")), flush=True)
            sys.stdin.readline()


if __name__ == "__main__":
    main()
