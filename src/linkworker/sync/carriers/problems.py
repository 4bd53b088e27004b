"""What can go wrong on the way over a network, each as a class whose docstring is the sentence the user reads."""

from linkworker.base.errors import BadInput, Refused


class NotAnAddress(BadInput):
    """The centre's address must begin with https://, for example https://hub.example.org."""


class NoNetwork(Refused):
    """There is no network. Nothing is lost: send again when there is one."""


class NameNotFound(Refused):
    """The address {} cannot be found. Look whether there is a network, then tell your IT team."""


class NothingListens(Refused):
    """The centre's machine was reached, but its service does not run there. Nothing is lost: send again later."""


class NoAnswer(Refused):
    """The centre did not answer in time. Nothing is lost: send again, and it goes on from there."""


class CutOff(Refused):
    """The connection was cut off. Nothing is lost: send again, and it goes on from there."""


class ProxyInTheWay(Refused):
    """The proxy does not let this through. Tell your IT team. Nothing is lost."""


class NotTrusted(Refused):
    """This laptop does not trust the certificate that answered for {}. Nothing was sent. Tell your IT team."""


class NotInDate(Refused):
    """The centre's certificate is not in date by this laptop's clock. Look at the clock first. Nothing was sent."""


class NotSecured(Refused):
    """No secure connection could be made to {}. Nothing was sent. Tell your IT team."""


class Busy(Refused):
    """The centre is busy. Send again in {}. Nothing is lost."""


class NotKnownThere(Refused):
    """The centre does not know this laptop or its key. Take this laptop's key there again. Nothing is lost."""


class RetiredThere(Refused):
    """The centre has retired this laptop and takes nothing more from it. Tell your IT team."""


class TooLargeThere(Refused):
    """The centre does not take a file as large as this. Carry it there on a stick."""


class ArrivedOtherwise(Refused):
    """The file arrived with other bytes than were sent, and was thrown away there. Send it again."""


class NotAHub(Refused):
    """What answered at {} is not your centre. Look at the address."""


class NotKept(Refused):
    """What came could not be kept: {}. Nothing is lost: fetch it again."""


class NotReadHere(Refused):
    """The file to send could not be read: {}. Nothing is lost: send again."""
