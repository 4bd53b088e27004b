"""Read a linkworker bundle with nothing but Python's own library, `age` and `ssh-keygen`.

Usage: reader.py BUNDLE AGE-KEY-FILE ALLOWED-SIGNERS-FILE
"""

import hashlib
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

NAMES = ["manifest.json", "manifest.json.sig", "entries.jsonl", "README.txt"]


def main(bundle: str, key_file: str, signers: str) -> None:
    """Check signature, hashes, chain and commitments; print what the bundle holds."""
    packed = subprocess.run(["age", "-d", "-i", key_file, bundle], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as tar:
        held = {info.name: tar.extractfile(info).read() for info in tar if info.isfile()}
    assert list(held) == NAMES
    manifest = json.loads(held["manifest.json"])
    signature = Path(bundle).with_suffix(".sig")
    signature.write_bytes(held["manifest.json.sig"])
    command = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", manifest["device"], "-n", "linkworker-bundle@v1"]
    subprocess.run([*command, "-s", signature], input=held["manifest.json"], check=True, capture_output=True)
    for member in manifest["members"]:
        assert hashlib.sha256(held[member["name"]]).hexdigest() == member["sha256"]
    head, bare = bytes.fromhex(manifest["head_before"]), 0
    for raw in held["entries.jsonl"].splitlines():
        line = json.loads(raw)
        if "values_of" in line:
            continue
        head = hashlib.sha256(head + line["entry"].encode()).digest()
        assert head.hex() == line["hash"]
        commits = {row["field"]: row["commit"] for row in json.loads(line["entry"])["fields"]}
        for field, (salt, value) in line.get("values", {}).items():
            text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest() == commits[field]
        bare += "values" not in line
    assert head.hex() == manifest["head"]
    found = {"hash": hashlib.sha256(held["manifest.json"]).hexdigest(), "count": manifest["count"], "bare": bare}
    sys.stdout.write(json.dumps(found))


main(*sys.argv[1:])
