"""The handbook: all of it is on this laptop."""

from argparse import Namespace

from linkworker.base.guide import as_read, topic, topics
from linkworker.cli.desk import Desk


def run(args: Namespace, desk: Desk) -> int:
    """Show a page, or the list."""
    if args.topic:
        page = topic(args.topic)
        desk.answer(page, [as_read(page.text)])
        return 0
    pages = topics()
    width = max(len(page.name) for page in pages)
    lines = [f"{page.name:<{width}}  {page.title}" for page in pages]
    desk.answer(pages, [*lines, "", "Type 'linkworker guide' and a name, such as: linkworker guide first-day"])
    return 0
