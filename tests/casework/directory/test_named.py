"""Finding the one activity, provider or venue meant."""

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.casework.directory.named import one_provider
from linkworker.records.provider import Provider


def test_a_provider_by_part_of_the_name(store, worker):
    """The exact name wins over longer ones; several are named."""
    with store.unit_of_work(worker) as uow:
        club = uow.add(Provider(name="Lewes FC")).id
        uow.add(Provider(name="Lewes FC Foundation"))
    with store.reading() as connection:
        assert one_provider(connection, "lewes fc") == club
        with pytest.raises(BadInput, match="Lewes FC or Lewes FC Foundation"):
            one_provider(connection, "lewes")
        with pytest.raises(NotFound):
            one_provider(connection, "100%")
