"""Signatures and key lines that stock OpenSSH reads, and the other way round."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.sync.openssh import (
    NAMESPACE,
    allowed_signers_line,
    key_blob,
    key_line,
    packed,
    read_key_line,
)
from linkworker.sync.problems import WrongKey, WrongSignature
from linkworker.sync.sshsig import BEGIN, END, HASH, MAGIC, VERSION, check, read_signature, sign

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not on this machine")


@needs_ssh
@pytest.mark.parametrize("message", [b"", b"a bundle\n", bytes(range(256)) * 300])
def test_stock_openssh_accepts_our_signature(tmp_path: Path, message: bytes) -> None:
    """`ssh-keygen -Y verify` says Good for a message, and not for another."""
    (tmp_path / "sig").write_bytes(sign(message, KEY))
    (tmp_path / "allowed").write_text(allowed_signers_line("laptop-1", PUBLIC) + "\n", encoding="utf-8", newline="\n")
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "laptop-1", "-n", NAMESPACE, "-s", "sig"]
    good = subprocess.run(command, input=message, cwd=tmp_path, check=False, capture_output=True)
    bad = subprocess.run(command, input=message + b"x", cwd=tmp_path, check=False, capture_output=True)
    assert (good.returncode, b"Good" in good.stdout) == (0, True)
    assert bad.returncode != 0


@needs_ssh
def test_we_accept_the_signature_of_stock_openssh_which_is_ours_to_the_byte(tmp_path: Path) -> None:
    """`ssh-keygen -Y sign` with the same key makes the same armoured bytes."""
    form = serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
    (tmp_path / "key").write_bytes(KEY.private_bytes(serialization.Encoding.PEM, *form))
    (tmp_path / "key").chmod(0o600)
    command = ["ssh-keygen", "-Y", "sign", "-f", "key", "-n", NAMESPACE]
    made = subprocess.run(command, input=b"hello", cwd=tmp_path, check=True, capture_output=True).stdout
    check(b"hello", read_signature(made))
    assert made == sign(b"hello", KEY)
    shown = subprocess.run(["ssh-keygen", "-y", "-f", "key"], cwd=tmp_path, check=True, capture_output=True).stdout
    assert read_key_line(shown.decode()) == PUBLIC


def test_a_signature_over_other_bytes_or_for_another_purpose_is_refused() -> None:
    """The message, the namespace and the key are all under the signature."""
    signature = read_signature(sign(b"hello", KEY))
    with pytest.raises(WrongSignature, match="over other bytes"):
        check(b"hullo", signature)
    with pytest.raises(WrongSignature, match="another purpose"):
        read_signature(sign(b"hello", KEY, "file"))
    check(b"hello", read_signature(sign(b"hello", KEY, "file"), "file"), "file")


def armoured(blob: bytes) -> bytes:
    """Return a blob in armour."""
    return f"{BEGIN}\n{base64.b64encode(blob).decode()}\n{END}\n".encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\xff\xfe", b"one line", f"{BEGIN}\n*\n{END}\n".encode(), b"first\nAAAA\nlast\n", armoured(b""),
        armoured(packed(b"a", b"b", b"c", b"d", packed(b"ssh-ed25519", b"e" * 64))),
        armoured(packed(key_blob(PUBLIC), NAMESPACE.encode(), b"", HASH, packed(b"ssh-ed25519", b"e" * 64))),
        armoured(MAGIC + VERSION + packed(key_blob(PUBLIC), NAMESPACE.encode(), b"", HASH, packed(b"rsa", b"e" * 64))),
        armoured(MAGIC + VERSION + packed(key_blob(PUBLIC), NAMESPACE.encode(), b"", HASH) + b"\0\0"),
        armoured(MAGIC + VERSION + packed(key_blob(PUBLIC), NAMESPACE.encode(), b"", HASH) + b"\0\0\1\0a"),
        armoured(
            MAGIC + VERSION + packed(key_blob(PUBLIC), NAMESPACE.encode(), b"", b"md5", packed(b"ssh-ed25519", b""))
        ),
    ],
)  # fmt: skip
def test_what_is_not_an_ed25519_sshsig_is_refused_in_one_sentence(raw: bytes) -> None:
    """Anything else than the one form of the format is turned away before a key is used."""
    with pytest.raises(WrongSignature) as told:
        read_signature(raw)
    assert str(told.value).startswith("The signature of this bundle does not fit: it ")


def test_a_key_line_goes_out_and_comes_back() -> None:
    """With a comment and without."""
    assert read_key_line(key_line(PUBLIC, "a laptop")) == read_key_line(key_line(PUBLIC)) == PUBLIC
    assert key_line(PUBLIC, "a laptop").endswith(" a laptop")


@pytest.mark.parametrize(
    "line",
    [
        "", "ssh-ed25519", "ssh-rsa AAAA", "ssh-ed25519 *", "ssh-ed25519 AAAA", "ssh-ed25519 é",
        f"ssh-ed25519 {base64.b64encode(packed(b'ssh-rsa', bytes(32))).decode()}",
        f"ssh-ed25519 {base64.b64encode(packed(b'ssh-ed25519', bytes(31))).decode()}",
    ],
)  # fmt: skip
def test_another_key_line_is_refused(line: str) -> None:
    """Only whole Ed25519 keys are taken."""
    with pytest.raises(WrongKey, match="not an Ed25519 public key"):
        read_key_line(line)
