"""HTTPS with certificates: the organisation's own authority is trusted where the system trusts it, and no other."""

import ipaddress
import os
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from linkworker.sync.carriers import problems
from linkworker.sync.carriers.carrier import Delivery
from linkworker.sync.carriers.https import HttpsCarrier
from linkworker.sync.device import DeviceIdentity
from web_server import HUB_ID, KeepingHub, serving

DAY = timedelta(days=1)


class Authority:
    """A certificate authority of a fictional organisation."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fictional authority")])
        made = self._builder(self.name, self.key.public_key(), -DAY, 30 * DAY)
        usage = x509.KeyUsage(
            digital_signature=False, key_cert_sign=True, crl_sign=True, content_commitment=False,
            key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
            decipher_only=False,
        )  # fmt: skip
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        self.certificate = made.add_extension(usage, critical=True).sign(self.key, hashes.SHA256())

    def trusting(self) -> ssl.SSLContext:
        """Return what a system that trusts this authority would use."""
        context = ssl.create_default_context()
        context.load_verify_locations(cadata=self.certificate.public_bytes(serialization.Encoding.PEM).decode())
        return context

    def issue(self, folder: Path, host: str, begins: timedelta = -DAY, ends: timedelta = DAY) -> dict[str, str]:
        """Write a certificate for a host and its key; return uvicorn's words for them."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        own = x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
        made = self._builder(name, key.public_key(), begins, ends)
        made = made.add_extension(x509.SubjectAlternativeName([own]), critical=False)
        certificate = made.sign(self.key, hashes.SHA256())
        held = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        (folder / "key.pem").write_bytes(held)
        return {"ssl_certfile": str(folder / "cert.pem"), "ssl_keyfile": str(folder / "key.pem")}

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, begins: timedelta, ends: timedelta
    ) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key)
        made = made.serial_number(x509.random_serial_number())
        made = made.not_valid_before(now + begins).not_valid_after(now + ends)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        return made.add_extension(identifier, critical=False)


@pytest.fixture(scope="module")
def authority() -> Authority:
    """The authority that the organisation's laptops trust."""
    return Authority()


@pytest.fixture
def put_by(
    tmp_path: Path, laptop: DeviceIdentity, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Delivery]:
    """Serve with a certificate, and put a file by a carrier with a trust; return what became of it."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    behind = KeepingHub(tmp_path)
    behind.enrol(laptop)
    path = tmp_path / "bundle.age"
    path.write_bytes(os.urandom(1_000_000))

    def put(trust: ssl.SSLContext | None, host: str = "127.0.0.1", **dates: timedelta) -> Delivery:
        with serving(behind, **authority.issue(tmp_path, host, **dates)) as port:
            return HttpsCarrier(f"https://127.0.0.1:{port}", laptop, HUB_ID, trust).put(path).state

    return put


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # asyncio's own, of a handshake that was broken off
def test_a_certificate_of_the_organisations_own_authority(put_by: Callable, authority: Authority) -> None:
    """The bundle goes through where the authority is trusted; where it is not, nothing is sent."""
    assert put_by(authority.trusting()) == Delivery.TAKEN_IN
    with pytest.raises(problems.NotTrusted, match=r"does not trust .* 127\.0\.0\.1.* Nothing was sent"):
        put_by(None)
    with pytest.raises(problems.NotTrusted):
        put_by(Authority().trusting())


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # as above
def test_another_hosts_certificate_is_not_trusted(put_by: Callable, authority: Authority) -> None:
    """The name must be the hub's."""
    with pytest.raises(problems.NotTrusted):
        put_by(authority.trusting(), "hub.example.org")


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # as above
@pytest.mark.parametrize("dates", [{"begins": DAY, "ends": 2 * DAY}, {"begins": -2 * DAY, "ends": -DAY}])
def test_a_certificate_out_of_date_points_at_the_clock(put_by: Callable, authority: Authority, dates: dict) -> None:
    """A laptop's clock that is years off looks just so."""
    with pytest.raises(problems.NotInDate, match="Look at the clock first"):
        put_by(authority.trusting(), **dates)
