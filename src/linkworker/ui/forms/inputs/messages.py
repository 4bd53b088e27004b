"""What the inputs of a form say to it."""

from textual.message import Message


class Changed(Message):
    """What stands in an input is not what stood there before."""


class Done(Message):
    """Enter was pressed: the person is done with this input and wants the next."""
