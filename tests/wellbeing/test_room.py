"""The room stands by itself: pure functions, no database, no clock."""

import subprocess
import sys


def test_wellbeing_loads_no_database_and_no_screens():
    """Importing every module of the room, and reading its packs, loads nothing of the kind."""
    look = (
        "import sys, pkgutil, importlib, linkworker.wellbeing as room\n"
        "for each in pkgutil.iter_modules(room.__path__): importlib.import_module(f'{room.__name__}.{each.name}')\n"
        "from linkworker.wellbeing.packs import instruments\n"
        "instruments()\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'sqlalchemy', 'sqlmodel', 'sqlcipher3', 'sqlite3', 'textual', 'rich', 'cryptography'}))\n"
        "print(sorted(name for name in sys.modules if name.startswith('linkworker.') and "
        "not name.startswith('linkworker.wellbeing')))\n"
    )
    out = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines() == ["[]", "['linkworker.base', 'linkworker.base.errors']"]
