"""What is said when the program itself breaks: where, and never with what."""

import traceback
from pathlib import Path


def fault_in_a_line(error: BaseException) -> str:
    """Say where the program broke, without the message or any variable: either may hold a person's details."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "linkworker" in Path(frame.filename).parts]
    where = ours[-1] if ours else None
    place = f"{Path(where.filename).name} line {where.lineno}" if where else "an unknown place"
    kind = type(error).__name__
    return f"Something broke inside linkworker ({kind}, {place}). What was saved before is kept. Tell your IT team."
