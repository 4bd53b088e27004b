"""Which line of a list each row stands on, when every row takes the same number of lines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListLines:
    """How a list's lines are counted, from 0 at its first row. Titles stay above them and are not counted.

    In lists of two lines a row, a heading stands on its second line with a blank one above. `trimmed` tells that the
    first row is a heading, whose blank line is left out.
    """

    count: int
    per_row: int
    trimmed: bool = False

    @property
    def total(self) -> int:
        """Return how many lines the rows take."""
        return max(0, self.count * self.per_row - self.trimmed)

    def first(self, index: int) -> int:
        """Return a row's first line."""
        return max(0, index * self.per_row - self.trimmed)

    def after(self, index: int) -> int:
        """Return the line below a row's last."""
        return (index + 1) * self.per_row - self.trimmed

    def at(self, line: int) -> tuple[int, int]:
        """Return the row on a line, and which of that row's lines it is (0 or 1)."""
        return divmod(line + self.trimmed, self.per_row)
