"""What a person needs so that they can take part: what goes to a provider with a referral."""

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.base.words import listed, sentence
from linkworker.records.person import Person

_P = Person.table().c
_ONE = select(_P.adjustments, _P.access_needs, _P.language, _P.interpreter, _P.what_helps).where(
    _P.id == bindparam("person"), _P.in_error.is_(False)
)
_YES = "yes"


def support_needed(connection: Connection, person_id: str) -> tuple[str, ...]:
    """Return adjustments, access needs and an interpreter in a sentence, then what helps; raises NotFound."""
    row = connection.execute(_ONE, {"person": person_id}).first()
    if row is None:
        raise NotFound("There is nobody with that id here.")
    said = [coded("adjustment").label(code).lower() for code in row.adjustments or ()]
    said += [coded("access-feature").label(code).lower() for code in row.access_needs or ()]
    if row.interpreter == _YES:
        said.append(f"an interpreter ({coded('language').label(row.language)})" if row.language else "an interpreter")
    sentences = (listed(dict.fromkeys(said)), row.what_helps or "")
    return tuple(sentence(text) for text in sentences if text.strip())
