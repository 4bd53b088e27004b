"""What can go wrong with a bundle, each as a class whose docstring is the sentence the user reads."""

from linkworker.base.errors import BadInput, Refused


class NotABundle(BadInput):
    """This file is not a linkworker bundle."""


class WrongLayout(BadInput):
    """This bundle is not laid out as the format says: {}."""


class SealedToAnother(Refused):
    """This bundle is sealed to another hub, or its beginning is damaged."""


class Damaged(BadInput):
    """This bundle is damaged: {}. Copy it again from the laptop."""


class CutShort(BadInput):
    """This bundle ends too soon, or its end is damaged. Copy it again from the laptop."""


class UnknownDevice(Refused):
    """This bundle is signed by a laptop that is not enrolled here: device {}."""


class WrongSignature(Refused):
    """The signature of this bundle does not fit: {}."""


class TooLarge(BadInput):
    """This bundle is too large: {} would go over {:,}."""


class NewerFormat(BadInput):
    """This bundle has format version {}. Update this program to open it."""


class ChangedSince(Refused):
    """This bundle has changed since it was checked. Check it again."""


class ChainBroken(Refused):
    """Line {} of the bundle's entries does not hold: {}."""


class WrongFacts(BadInput):
    """The bundle's manifest does not hold: {}."""


class LinesChanged(Refused):
    """The journal changed while the bundle was being made. Export it again."""


class NotWritten(Refused):
    """The bundle was not written: {}. Nothing is lost. Export it again."""


class WrongKey(BadInput):
    """This is not an Ed25519 public key as OpenSSH writes it."""


class WrongKeyFile(BadInput):
    """The file {} cannot be used: {}."""


class Unreadable(BadInput):
    """The file {} cannot be read."""
