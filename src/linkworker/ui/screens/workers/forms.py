"""The forms about workers: a new one, another role, and the passphrase of whoever takes one away."""

from linkworker.casework.workers.adding import LetIn, Newcomer, add_worker
from linkworker.casework.workers.role_changing import change_role
from linkworker.casework.workers.workers import WorkerView
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.options import from_list
from linkworker.vault.cost import Cost
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store

_OWN = Field("passphrase", "Your own passphrase", Kind.SECRET, needed="Enter your own passphrase.")


def new_worker_form(desk: Desk, cost: Cost, known: WorkerView | None = None) -> Form[LetIn]:
    """Return the form that lets a worker in; `known` is one whose record is here and who has no passphrase."""

    async def save(values: Values) -> LetIn:
        newcomer = Newcomer(
            name=known.name if known else values["name"],
            user_name=values["user_name"],
            role=values["role"],
            title=None if known else values["title"],
            worker_id=known.id if known else None,
        )
        own = values["passphrase"]
        return await desk.with_store(lambda store: add_worker(store, desk.worker_id, own, newcomer, cost=cost))

    who = (
        Field("name", "Their name", needed="Enter their name."),
        Field("title", "Their title", hint="Link worker, adviser ..."),
    )
    return Form(
        name=f"worker:{known.id if known else ''}",
        title=f"Let {known.name} in" if known else "A new worker",
        fields=(
            *(() if known else who),
            Field(
                "user_name",
                "A short name to unlock with",
                hint="Initials, say: anybody can read it",
                needed="Enter a short name, such as their initials.",
            ),
            Field(
                "role",
                "Role",
                Kind.CHOICE,
                options=lambda: from_list("worker-role"),
                default=known.role if known else "worker",
                needed="Choose a role.",
            ),
            _OWN,
        ),
        save=save,
        submit_label="Let them in" if known else "Add them",
    )


def role_form(desk: Desk, worker: WorkerView) -> Form[str]:
    """Return the form that gives a worker another role; it ends with the sentence that says so."""

    async def save(values: Values) -> str:
        def change(store: Store) -> str:
            slots = Slots.read(store.folder / SLOTS_NAME)
            return change_role(store, slots, desk.worker_id, worker.id, values["role"])

        return await desk.with_store(change)

    return Form(
        name=f"worker-role:{worker.id}",
        title="Another role",
        fields=(
            Field(
                "role",
                "Role",
                Kind.CHOICE,
                options=lambda: from_list("worker-role"),
                default=worker.role,
                needed="Choose a role.",
            ),
        ),
        save=save,
        submit_label="Change the role",
    )


def own_passphrase_form(worker: WorkerView) -> Form[str]:
    """Return the form that asks for the passphrase of whoever takes a worker away; it ends with what was typed."""

    async def save(values: Values) -> str:
        return str(values["passphrase"])

    said = (
        f"{worker.name} cannot unlock this laptop afterwards. The store is written anew under another key, "
        "and then the program locks."
    )
    return Form(
        name=f"worker-away:{worker.id}",
        title="Take a worker away",
        fields=(Field("said", said, Kind.NOTE), _OWN),
        save=save,
        submit_label="Take them away",
    )
