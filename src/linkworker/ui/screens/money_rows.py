"""Money as rows and figures: requests of one person or of many, pots, and a balance."""

from linkworker.base.dates import show_date
from linkworker.base.money import show_money
from linkworker.base.words import sentence
from linkworker.casework.money.money_view import Balance, PotView, RequestView
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.figures_table import Column as FigureColumn
from linkworker.ui.widgets.figures_table import Table
from linkworker.ui.widgets.rows import Cell, CellStyle, Row

REQUEST_COLUMNS = (
    Column("For", weight=2, least=18),
    Column("Sum", width=10, align="right"),
    Column("State", width=16),
    Column("Since", width=17),
    Column("Pot", weight=1, least=12, drop=1),
)
WAITING_COLUMNS = (
    Column("Who", weight=1, least=14),
    Column("For", weight=3, least=24),
    Column("Sum", width=10, align="right"),
    Column("Asked on", width=17),
    Column("Pot", width=29, drop=1),
)
POT_COLUMNS = (
    Column("Pot", weight=1, least=16),
    Column("Left", width=10, align="right"),
    Column("Committed", width=9, align="right"),
    Column("Spent", width=9, align="right"),
    Column("Of", width=11, align="right"),
)
_STYLES: dict[str, CellStyle] = {"requested": "warning", "refused": "muted", "withdrawn": "muted", "refunded": "muted"}


def request_row(request: RequestView) -> Row:
    """Return a request of the person on the screen."""
    cells = (
        Cell(request.what_for, "strong"),
        show_money(request.amount_pence),
        Cell(request.state_label, _STYLES.get(request.state, "")),
        Cell(show_date(request.state_on), "muted"),
        Cell(request.pot or "", "muted"),
    )
    return Row(request.id, cells)


def waiting_row(request: RequestView) -> Row:
    """Return a request that waits, with whose it is; the key names the person too."""
    cells = (
        Cell(request.person, "strong"),
        request.what_for,
        show_money(request.amount_pence),
        Cell(show_date(request.state_on), "muted"),
        Cell(request.pot or "", "muted"),
    )
    return Row(f"{request.person_id}/{request.id}", cells)


def pot_row(pot: PotView) -> Row:
    """Return a pot with what is left of it."""
    held = pot.balance
    cells = (
        Cell(pot.name, "muted" if pot.ended else "strong"),
        Cell(show_money(held.left_pence), "error" if held.left_pence < 0 else ""),
        show_money(held.committed_pence),
        show_money(held.spent_pence),
        show_money(held.amount_pence),
    )
    return Row(pot.id, cells, detail=f"{sentence(pot.ends_words())[:-1]}. For {pot.who()}.")


def balance_table(held: Balance) -> Table:
    """Return a balance as a table of one row."""
    heads = ("Left", "Committed", "Spent", "Of", "Asked for")
    sums = (held.left_pence, held.committed_pence, held.spent_pence, held.amount_pence, held.asked_pence)
    return Table(tuple(FigureColumn(head, figures=True) for head in heads), (tuple(map(show_money, sums)),))
