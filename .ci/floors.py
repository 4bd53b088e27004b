"""Hold the rooms that must be whole to full coverage of lines, and say what is not covered."""

import json
import sys
from pathlib import Path

WHOLE = ("records", "wellbeing", "matching", "vault", "sync")


def main(report: Path) -> int:
    """Read coverage's JSON report; return 1 when a line of a whole room was never run."""
    files = json.loads(report.read_text("utf-8"))["files"]
    missing = 0
    for room in WHOLE:
        lines = covered = 0
        for name, found in sorted(files.items()):
            if f"linkworker/{room}/" not in name.replace("\\", "/"):
                continue
            lines += found["summary"]["num_statements"]
            covered += found["summary"]["covered_lines"]
            if found["missing_lines"]:
                missing += 1
                print(f"{name}: never run: {', '.join(map(str, found['missing_lines']))}")
        print(f"coverage of {room}: {covered} of {lines} lines")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
