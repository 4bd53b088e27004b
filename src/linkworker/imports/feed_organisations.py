"""The organisation behind a service, as an unsaved provider."""

from linkworker.base.ids import imported_id
from linkworker.imports.feed_contacts import reach_of
from linkworker.imports.loose import Item, id_of, name_of, unknown
from linkworker.imports.plain_text import plain_text
from linkworker.imports.word_map import folded, word_map
from linkworker.records.provider import Provider

_KNOWN = frozenset({"id", "name", "description", "email", "website", "url", "services", "contacts", "phones"})


def organisation_key(item: Item) -> str | None:
    """Return what an organisation is known by: its id, or its name where it has none; None if it has neither."""
    return id_of(item) or folded(name_of(item) or "") or None


def provider_of(item: Item, feed: str, notes: list[str]) -> Provider | None:
    """Return an organisation as an unsaved provider, not approved: a feed checks nobody. None if it has no name."""
    key, name = organisation_key(item), name_of(item)
    if key is None or name is None:
        return None
    reach = reach_of(item, notes)
    description = item.get("description")
    types = word_map("provider-type").find([name])
    return Provider(
        id=imported_id(feed, f"provider:{key}"),
        name=name,
        type=types[0] if types else None,
        description=plain_text(description) or None if isinstance(description, str) else None,
        contact_name=reach.name,
        phone=reach.phone,
        email=reach.email,
        website=reach.website,
        feed=feed,
        source_id=key,
        extra=unknown(item, _KNOWN),
    )
