"""Copies of everything held about one person: the tagged PDF they keep, and staff by what they do where asked."""

from collections.abc import Callable
from pathlib import Path

from linkworker.casework.access.held import Everything
from linkworker.printing.access_sheet import access_sheet
from linkworker.printing.render import Printed
from linkworker.printing.staff import Staff, hiding
from linkworker.printing.typesetting import set_sheet

TEMPLATE = Path(__file__).with_name("access_copy.typ")
_FALLBACK = "a worker"


def access_pdf(given: Everything, organisation: str = "", *, large: bool = False) -> Printed:
    """Set what is given as tagged PDF (PDF/UA-1): contents, page numbers, 14 point or larger. Raises CannotSet."""
    return Printed(*set_sheet(access_sheet(given, organisation, large=large), given.made_on, TEMPLATE))


def hiding_staff(held: Everything) -> Callable[[str], str]:
    """Return what puts workers' roles in place of their names in a text; the person's own name stays."""
    staff = [Staff(who.name, who.role) for who in held.staff]
    return hiding(staff, f"{held.name} {held.called}", _FALLBACK)
