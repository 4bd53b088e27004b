"""A directory carried to the laptop, read whatever it came as: an Open Referral feed, or our own template."""

import re
from datetime import date
from pathlib import Path

from linkworker.base.errors import BadInput
from linkworker.imports.activity_rows import directory_from
from linkworker.imports.columns import Template
from linkworker.imports.feed_files import FeedFiles, gather
from linkworker.imports.limits import LIMITS, Limits
from linkworker.imports.open_referral import Directory, directory_of
from linkworker.imports.source import members
from linkworker.imports.template_rows import read_filled

# A date, a page or a version at the end of a file's name: not part of what the feed is called.
_ENDINGS = re.compile(r"[-_ .]*(\d[\d\-_.]*|page|copy|final|v\d+|\(\d+\))$", re.IGNORECASE)
_LONGEST = 100


def read_directory(path: Path, feed_name: str | None, today: date, limits: Limits = LIMITS) -> Directory:
    """Return what a file, folder or zip holds as unsaved records; nothing is written anywhere.

    The feed is called what the caller says, else what its publisher is called, else what its file is. Raises NotFound
    if nothing is there, and BadInput, in one sentence, if it is neither a feed nor a template.
    """
    files = gather(members(path, limits), limits)
    feed = (feed_name or "").strip() or files.publisher or feed_name_of(path)
    directory = directory_of(files, feed[:_LONGEST], today)
    return directory or _from_template(path, files, feed[:_LONGEST], today, limits)


def feed_name_of(path: Path) -> str:
    """Return what a feed is called by its file: no ending, date, page or version, so that next month's is the same."""
    stem = path.stem if path.is_file() else path.name
    name = stem
    while (shorter := _ENDINGS.sub("", name)) != name:
        name = shorter
    return (name or stem).casefold()


def _from_template(path: Path, files: FeedFiles, feed: str, today: date, limits: Limits) -> Directory:
    if len(files.tables) > 1:
        raise BadInput(f"{path.name} holds several tables. Take them in one at a time.")
    if not files.tables:
        raise BadInput(f"{path.name} is not a directory of activities, so nothing was taken in.")
    return directory_from(read_filled(Template.ACTIVITIES, files.tables[0], today, limits), feed)
