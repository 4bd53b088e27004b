"""What is inside a sealed file, checked against its manifest as it streams by."""

import hashlib
from collections.abc import Callable
from typing import Generic

from linkworker.sync.caps import Caps, within
from linkworker.sync.container import F, Manifest
from linkworker.sync.problems import Damaged, WrongFacts, WrongLayout
from linkworker.sync.tarball import ENTRIES, MANIFEST, README, SIGNATURE


class Contents(Generic[F]):
    """Takes the members of a bundle or receipt, and lets none be unpacked that the signed manifest does not announce.

    `accept` is given the bytes of manifest.json and its signature as soon as both are there, and returns the manifest
    or refuses it. `take` is given the lines of entries.jsonl in batches.
    """

    def __init__(
        self, accept: Callable[[bytes, bytes], Manifest[F]], take: Callable[[list[bytes]], None], caps: Caps
    ) -> None:
        self._accept = accept
        self._take = take
        self.caps = caps
        self.manifest: Manifest[F]
        self._name = ""
        self._small: dict[str, bytearray] = {MANIFEST: bytearray(), SIGNATURE: bytearray()}
        self._hash = hashlib.sha256()
        self._line = b""  # the beginning of a line whose end has not come yet
        self._lines = 0

    def begin(self, name: str, size: int) -> None:
        """Refuse a member that is larger than its cap, or not of the size in the manifest."""
        caps = self.caps
        most = {MANIFEST: caps.manifest, SIGNATURE: caps.signature, ENTRIES: caps.entries, README: caps.readme}[name]
        within(name, size, most)
        self._name = name
        self._hash = hashlib.sha256()
        if name not in self._small and self._announced(name)[0] != size:
            raise Damaged(f"{name} is not of the size in the manifest")

    def data(self, piece: bytes) -> None:
        """Take some bytes of the member."""
        if self._name in self._small:
            self._small[self._name] += piece
            return
        self._hash.update(piece)
        if self._name == ENTRIES:
            self._split(piece)

    def end(self) -> None:
        """Check the member that is whole now against the manifest; after the signature, have the manifest accepted."""
        if self._name == SIGNATURE:
            self._open_manifest()
        elif self._name not in self._small and self._hash.hexdigest() != self._announced(self._name)[1]:
            raise Damaged(f"{self._name} is not what the manifest says")
        if self._name == ENTRIES and (self._line or self._lines != self.manifest.facts.lines):
            raise WrongFacts("it speaks of another number of lines than there are")

    def _open_manifest(self) -> None:
        self.manifest = self._accept(bytes(self._small[MANIFEST]), bytes(self._small[SIGNATURE]))
        if [member.name for member in self.manifest.members] != [ENTRIES, README]:
            raise WrongLayout("its manifest names other members")
        within("the number of lines", self.manifest.facts.lines, self.caps.lines)

    def _announced(self, name: str) -> tuple[int, str]:
        member = next(member for member in self.manifest.members if member.name == name)
        return member.size, member.sha256

    def _split(self, piece: bytes) -> None:
        """Hand out the lines that are whole now."""
        *lines, self._line = (self._line + piece).split(b"\n")
        within("a line", max(map(len, [*lines, self._line])), self.caps.line)
        if not all(lines):
            raise WrongFacts("a line is empty")
        self._lines += len(lines)
        within("the number of lines", self._lines, self.manifest.facts.lines)
        if lines:
            self._take(lines)
