"""Why a receipt is not taken in, each as a class whose docstring is the sentence the user reads."""

from linkworker.base.errors import Refused


class SaidOtherwise(Refused):
    """Another receipt with number {} was taken in before. This one was not. Tell your IT team."""


class BuildsOnAnother(Refused):
    """This receipt builds on one that never came here. Export, then fetch the next; else tell your IT team."""


class PutBack(Refused):
    """The centre has more from this laptop than is here: an older copy took its place. Tell your IT team."""
