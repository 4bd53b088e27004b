"""Read a linkworker bundle or receipt with nothing but Python's own library, `age` and `ssh-keygen`.

Usage: reader.py FILE AGE-KEY-FILE ALLOWED-SIGNERS-FILE
"""

import hashlib
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

NAMES = ["manifest.json", "manifest.json.sig", "entries.jsonl", "README.txt"]
SIGNED_BY = {"linkworker-bundle": "device", "linkworker-receipt": "hub"}


def check_values(values: dict, commits: dict) -> None:
    """Hold that each value fits its commitment."""
    for field, (salt, value) in values.items():
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest() == commits[field]


def main(path: str, key_file: str, signers: str) -> None:
    """Check signature, hashes, chain and commitments; print what the file holds."""
    packed = subprocess.run(["age", "-d", "-i", key_file, path], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as tar:
        held = {info.name: tar.extractfile(info).read() for info in tar if info.isfile()}
    assert list(held) == NAMES
    manifest = json.loads(held["manifest.json"])
    signature = Path(path).with_suffix(".sig")
    signature.write_bytes(held["manifest.json.sig"])
    kind = manifest["format"]
    command = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", manifest[SIGNED_BY[kind]], "-n", f"{kind}@v1"]
    subprocess.run([*command, "-s", signature], input=held["manifest.json"], check=True, capture_output=True)
    for member in manifest["members"]:
        assert hashlib.sha256(held[member["name"]]).hexdigest() == member["sha256"]
    chained, head = kind == "linkworker-bundle", bytes.fromhex(manifest.get("head_before", ""))
    commits, found = {}, {"entries": 0, "bare": 0, "values": 0, "directory": 0}
    for raw in held["entries.jsonl"].decode().removesuffix("\n").split("\n") if held["entries.jsonl"] else []:
        line = json.loads(raw)
        if "entry" in line:
            entry = json.loads(line["entry"])
            head = hashlib.sha256(head + line["entry"].encode()).digest() if chained else bytes.fromhex(line["hash"])
            assert head.hex() == line["hash"]
            commits[entry["id"]] = {row["field"]: row["commit"] for row in entry["fields"]} | {
                "@reason": entry["reason"]
            }
            check_values(line.get("values", {}), commits[entry["id"]])
            found["bare"] += "values" not in line
        elif commits.get(line.get("values_of")):
            check_values(line["values"], commits[line["values_of"]])
        found["entries" if "entry" in line else "values" if "values" in line else "directory"] += 1
    assert not chained or head.hex() == manifest["head"]
    sys.stdout.write(json.dumps({"hash": hashlib.sha256(held["manifest.json"]).hexdigest(), **found}))


main(*sys.argv[1:])
