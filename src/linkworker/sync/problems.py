"""What can go wrong with a bundle or a receipt, each as a class whose docstring is the sentence the user reads."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from linkworker.base.errors import BadInput, LinkworkerError, Refused


@dataclass(frozen=True, slots=True)
class Thing:
    """What a sentence speaks of: its noun, where it comes from, who opens it, and the word for making it."""

    noun: str
    source: str
    reader: str
    make: str


BUNDLE = Thing("bundle", "laptop", "hub", "Export")
RECEIPT = Thing("receipt", "centre", "laptop", "Make")


class OfThing(LinkworkerError):
    """Something went wrong with this {thing.noun}: {}."""

    thing: Thing = BUNDLE

    def __str__(self) -> str:
        """Return the class's sentence, with this failure's details and its thing in their places."""
        sentence = inspect.cleandoc(type(self).__doc__ or "")
        return " ".join(sentence.format(*self.args, thing=self.thing).split())


@contextmanager
def speaking_of(thing: Thing) -> Iterator[None]:
    """Let what is raised in the block speak of this thing."""
    try:
        yield
    except OfThing as error:
        error.thing = thing
        raise


class NotABundle(OfThing, BadInput):
    """This file is not a linkworker {thing.noun}."""


class WrongLayout(OfThing, BadInput):
    """This {thing.noun} is not laid out as the format says: {}."""


class SealedToAnother(OfThing, Refused):
    """This {thing.noun} is sealed to another {thing.reader}, or its beginning is damaged."""


class Damaged(OfThing, BadInput):
    """This {thing.noun} is damaged: {}. Copy it again from the {thing.source}."""


class CutShort(OfThing, BadInput):
    """This {thing.noun} ends too soon, or its end is damaged. Copy it again from the {thing.source}."""


class UnknownDevice(Refused):
    """This bundle is signed by a laptop that is not enrolled here: device {}."""


class AnotherHub(Refused):
    """This receipt is signed by another centre than the one this laptop trusts."""


class AnotherLaptop(Refused):
    """This receipt is for another laptop."""


class WrongSignature(OfThing, Refused):
    """The signature of this {thing.noun} does not fit: {}."""


class TooLarge(OfThing, BadInput):
    """This {thing.noun} is too large: {} would go over {:,}."""


class NewerFormat(OfThing, BadInput):
    """This {thing.noun} has format version {}. Update this program to open it."""


class ChangedSince(OfThing, Refused):
    """This {thing.noun} has changed since it was checked. Check it again."""


class ChainBroken(OfThing, Refused):
    """Line {} of the {thing.noun}'s entries does not hold: {}."""


class WrongFacts(OfThing, BadInput):
    """The {thing.noun}'s manifest does not hold: {}."""


class LinesChanged(OfThing, Refused):
    """The journal changed while the {thing.noun} was being made. Make it again."""


class NotWritten(OfThing, Refused):
    """The {thing.noun} was not written: {}. Nothing is lost. {thing.make} it again."""


class WrongKey(BadInput):
    """This is not an Ed25519 public key as OpenSSH writes it."""


class WrongKeyFile(BadInput):
    """The file {} cannot be used: {}."""


class Unreadable(BadInput):
    """The file {} cannot be read."""
