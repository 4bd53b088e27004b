"""Serving a hub: where it listens, one service for each hub, a soft end, and asking it without our program."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace

import pytest

from linkworker.base.clock import SystemClock
from linkworker.base.guide import topics
from linkworker.hub.opening import make_hub, open_folder
from linkworker.hub.web.limits import WrongLimits, read_limits, shipped_limits
from linkworker.hub.web.nonces import Nonces
from linkworker.hub.web.rates import Rates
from linkworker.hub.web.server import AlreadyServed, WithoutTls, check_address, served_by_us
from two_sides import Laptop
from web_asking import header, status
from web_server import exchange

HEALTH = b"GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"


@contextmanager
def served(folder, *words):
    """Serve a hub in a process of its own; give the process and its port."""
    command = [sys.executable, "-m", "linkworker", "hub", "serve", "--hub", str(folder), "--port", "0", "--json"]
    with subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        lines = []
        while line := process.stdout.readline():
            lines.append(line)
            if line.startswith("}"):
                break
        assert lines, process.stderr.read()
        try:
            yield process, json.loads("".join(lines))["port"]
        finally:
            process.terminate()
            process.communicate(timeout=20)


@pytest.fixture
def folder(tmp_path):
    """The folder of a hub on trial."""
    make_hub(tmp_path / "hub", "Trial hub", SystemClock()).close()
    return tmp_path / "hub"


def test_it_serves_until_it_is_stopped_and_ends_well(folder):
    """A second service on the same hub is refused; the log is JSON; the end is soft, and its exit code 0."""
    with served(folder) as (process, port):
        assert status(exchange(port, HEALTH)) == 200
        command = [sys.executable, "-m", "linkworker", "hub", "serve", "--hub", str(folder), "--port", "0"]
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        assert second.returncode == 5
        assert "served already" in second.stderr
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (0, "")
        assert [json.loads(line)["what"] for line in err.splitlines()] == ["health"]


def test_an_address_that_others_reach_needs_tls_before_it():
    """This machine's own addresses do not."""
    for host in ("127.0.0.1", "::1", "localhost", "127.8.8.8"):
        check_address(host, behind_tls=False)
    for host in ("0.0.0.0", "192.0.2.1", "::", "hub.example.org"):  # noqa: S104 - it is refused
        with pytest.raises(WithoutTls, match="Put TLS before it"):
            check_address(host, behind_tls=False)
        check_address(host, behind_tls=True)


def test_one_service_for_each_hub(tmp_path):
    """The second is refused, and may start when the first has ended."""
    with served_by_us(tmp_path), pytest.raises(AlreadyServed), served_by_us(tmp_path):
        pass
    with served_by_us(tmp_path):
        pass


def test_limits_are_checked_when_they_are_read():
    """A name that is missing or unknown, and a figure that is none."""
    assert shipped_limits().connections > 0
    good = "\n".join(f"{name} = {int(getattr(shipped_limits(), name))}" for name in shipped_limits().__slots__)
    assert read_limits(good) == shipped_limits()
    assert read_limits("connections = 7", shipped_limits()) == replace(shipped_limits(), connections=7)
    for text in ("", good + "\nmore = 1", good.replace("nonces = 1", "nonces = -1"), "x", good.replace("nonces", "n")):
        with pytest.raises(WrongLimits):
            read_limits(text)


def test_tables_never_grow_beyond_their_bounds():
    """Of laptops, addresses and requests alike; a bucket fills up again with time."""
    now = [0.0]
    rates = Rates(2, 60, 100, lambda: now[0])
    assert [rates.wait("a") for _ in range(3)] == [0, 0, 1]
    now[0] += 1
    assert rates.wait("a") == 0
    for number in range(1000):
        rates.wait(str(number))
    assert len(rates) == 100
    nonces = Nonces(100)
    assert nonces.is_new("a", "1")
    assert not nonces.is_new("a", "1")
    assert nonces.is_new("b", "1")
    for number in range(1000):
        nonces.is_new("c", str(number))
    assert len(nonces) == 100


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("ssh-keygen")), reason="curl or ssh-keygen is not here")
def test_curl_and_ssh_keygen_are_enough(folder, tmp_path):
    """The commands of the handbook send a real bundle and fetch its receipt, with stock tools alone."""
    jo = Laptop(tmp_path / "laptop", SystemClock(), "Jo Brand-Taylor")
    with open_folder(folder, SystemClock()) as hub:
        jo.join(hub)
        hub_id = hub.identity.hub
    jo.add("Ali Mansour")
    [bundle] = jo.send()
    write_private_key(tmp_path / "device-key", jo)
    with served(folder) as (_, port):
        where = {
            "DEVICE": jo.id, "HUB": hub_id, "URL": f"http://127.0.0.1:{port}", "FILE": str(bundle),
            "KEY": str(tmp_path / "device-key"), "PATH": os.environ["PATH"],
        }  # fmt: skip
        answers = []
        for script in scripts():
            done = subprocess.run(["bash", "-euc", script], env=where, cwd=tmp_path, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr.decode()
            answers.append(done.stdout)
    jo.store.close()
    assert json.loads(answers[0]) == {"state": "taken-in", "code": ""}
    receipt = tmp_path / "receipt.age"
    assert receipt.read_bytes().startswith(b"age-encryption.org/v1\n")
    tag = header(answers[1], "etag")
    assert tag == f'"{hashlib.sha256(receipt.read_bytes()).hexdigest()}"'


def scripts():
    """Return the commands that the handbook shows under "Without our program", block by block."""
    page = next(topic.text for topic in topics() if topic.name == "running-the-hub")
    section = page.split("## Without our program")[1].split("\n## ")[0]
    blocks, block = [], []
    for line in [*section.split("\n"), "end"]:
        if line.startswith("    ") or (block and not line):
            block.append(line[4:])
        elif block:
            blocks.append("\n".join(block).strip())
            block = []
    return blocks


def write_private_key(path, laptop):
    """Write a laptop's signing key as OpenSSH keeps it."""
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - only here
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    from linkworker.sync.own_identities import device  # noqa: PLC0415 - only here

    held = device(laptop.store).signing_key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    path.write_bytes(held)
    path.chmod(0o600)


def test_limits_in_a_file_of_ones_own(folder, tmp_path):
    """An IT team may change what the service puts up with."""
    path = tmp_path / "limits.toml"
    path.write_text("address_requests = 1\naddress_requests_a_minute = 1\n", encoding="utf-8", newline="\n")
    with served(folder, "--limits", str(path)) as (_, port):
        assert [status(exchange(port, HEALTH)) for _ in range(2)] == [200, 429]
