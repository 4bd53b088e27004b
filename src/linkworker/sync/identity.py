"""The hub's keys: what it opens bundles with (age) and signs with (Ed25519), and the invitation laptops are given."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import IdentityError, RecipientError, x25519

from linkworker.base.ids import new_id
from linkworker.sync.canonical import canonical
from linkworker.sync.keyfile import PRIVATE, read_key_file, texts_of, write_key_file
from linkworker.sync.openssh import key_line, read_key_line
from linkworker.sync.problems import WrongKey, WrongKeyFile
from linkworker.sync.words import fingerprint_words

INVITATION_FILE = "hub-invitation.json"
IDENTITY_FILE = "hub-identity.json"
INVITATION_KIND = "linkworker-hub-invitation"
IDENTITY_KIND = "linkworker-hub-identity"
KEY_ID_LENGTH = 16
_INVITATION = ("name", "recipient", "verify_key", "hub", "teams")
_IDENTITY = ("name", "age_identity", "signing_key", "hub", "teams")


def key_id(recipient: str) -> str:
    """Return the short id of an age recipient: the first 16 hex digits of the SHA-256 of its text."""
    return hashlib.sha256(recipient.encode("utf-8")).hexdigest()[:KEY_ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the organisation, as the centre names it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class HubInvitation:
    """The hub's public half, carried to laptops: its name, age recipient, line of its signing key, id, and teams."""

    name: str
    recipient: str
    verify_key: str
    hub: str
    teams: tuple[Team, ...] = ()

    @property
    def words(self) -> str:
        """Return the six words that the hub reads aloud: the fingerprint of both keys."""
        return fingerprint_words(canonical({"recipient": self.recipient, "verify_key": self.verify_key}))

    @property
    def public(self) -> bytes:
        """Return the 32 bytes of the key that the hub signs receipts with. Raises WrongKey when it is none."""
        return read_key_line(self.verify_key)

    def write(self, folder: Path) -> Path:
        """Write hub-invitation.json into the folder and return its path. Raises WrongKeyFile when one is there."""
        return write_key_file(folder / INVITATION_FILE, INVITATION_KIND, {**asdict(self), "words": self.words})


def read_invitation(path: Path) -> HubInvitation:
    """Return the hub invitation in a file. Raises WrongKeyFile when a key or its words are not right."""
    held = read_key_file(path, INVITATION_KIND, {*_INVITATION, "words"})
    teams = _read_teams(path, held.pop("teams"))
    texts = texts_of(path, held)
    words = texts.pop("words")
    invitation = HubInvitation(**texts, teams=teams)
    try:
        x25519.Recipient.from_str(invitation.recipient)
        read_key_line(invitation.verify_key)
    except (RecipientError, WrongKey) as error:
        raise WrongKeyFile(path.name, "a key in it is not whole") from error
    if invitation.words != words:
        raise WrongKeyFile(path.name, "its keys do not fit its six words")
    return invitation


@dataclass(frozen=True, slots=True)
class HubIdentity:
    """The hub's private half. Whoever holds it opens every bundle: keep its file in the organisation's key store."""

    name: str
    age_identity: str = field(repr=False)
    signing_key: Ed25519PrivateKey = field(repr=False, compare=False)
    hub: str
    teams: tuple[Team, ...] = ()

    @classmethod
    def make(cls, name: str, teams: Iterable[Team] = ()) -> Self:
        """Return a new identity with an id and keys of its own."""
        return cls(name, str(x25519.Identity.generate()), Ed25519PrivateKey.generate(), new_id(), tuple(teams))

    @property
    def recipient(self) -> str:
        """Return the age recipient that bundles are sealed to."""
        return str(x25519.Identity.from_str(self.age_identity).to_public())

    @property
    def invitation(self) -> HubInvitation:
        """Return the public half."""
        public = self.signing_key.public_key().public_bytes_raw()
        return HubInvitation(self.name, self.recipient, key_line(public, "linkworker-hub"), self.hub, self.teams)

    def write(self, folder: Path) -> Path:
        """Write both files into the folder (hub-identity.json for its owner only) and return the folder.

        Raises WrongKeyFile when one is there already or cannot be written.
        """
        held = {
            "name": self.name,
            "age_identity": self.age_identity,
            "signing_key": self.signing_key.private_bytes_raw().hex(),
            "hub": self.hub,
            "teams": [asdict(team) for team in self.teams],
        }
        write_key_file(folder / IDENTITY_FILE, IDENTITY_KIND, held, PRIVATE)
        self.invitation.write(folder)
        return folder


def read_hub_identity(path: Path) -> HubIdentity:
    """Return the hub identity in a file. Raises WrongKeyFile when a key in it is not whole."""
    held = read_key_file(path, IDENTITY_KIND, _IDENTITY)
    teams = _read_teams(path, held.pop("teams"))
    texts = texts_of(path, held)
    try:
        x25519.Identity.from_str(texts["age_identity"])
        signing_key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(texts["signing_key"]))
    except (IdentityError, ValueError):
        # The cause is dropped: it may quote the key.
        raise WrongKeyFile(path.name, "a key in it is not whole") from None
    return HubIdentity(texts["name"], texts["age_identity"], signing_key, texts["hub"], teams)


def _read_teams(path: Path, rows: Any) -> tuple[Team, ...]:
    if not isinstance(rows, list):
        raise WrongKeyFile(path.name, "its list of teams is not as it should be")
    for row in rows:
        if (
            not isinstance(row, dict)
            or row.keys() != {"id", "name"}
            or not all(isinstance(t, str) for t in row.values())
        ):
            raise WrongKeyFile(path.name, "its list of teams is not as it should be")
    return tuple(Team(**row) for row in rows)
