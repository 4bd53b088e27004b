"""The house: what each floor may load, and the words that the user reads."""

import ast
import json
import pkgutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

import linkworker
from linkworker.base.words import avoided_words

HOUSE = Path(linkworker.__file__).parent
ROOMS = sorted(room.name for room in pkgutil.iter_modules([str(HOUSE)]) if room.ispkg)
SCREENS = {"textual", "rich"}
DATABASE = {"sqlalchemy", "sqlmodel", "sqlcipher3", "sqlite3", "psycopg"}

LOOK = """
import importlib, json, os, pkgutil, sys
room = importlib.import_module(sys.argv[1])
for each in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    if not each.name.endswith("__main__"):
        importlib.import_module(each.name)
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
print(json.dumps(sorted({name.split(".")[1] for name in sys.modules if name.startswith("linkworker.")})))
"""


@cache
def loaded_by(room):
    """Import every module of a room in a fresh process; return the top-level packages and our rooms then loaded."""
    command = [sys.executable, "-W", "error::ImportWarning", "-c", LOOK, f"linkworker.{room}"]
    out = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    return set(json.loads(out[0])), set(json.loads(out[1]))


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "ui"])
def test_no_room_below_the_screens_loads_them(room):
    """Neither Textual nor Rich, whatever else a room imports."""
    assert loaded_by(room)[0] & SCREENS == set()


@pytest.mark.parametrize("room", ["base", "wellbeing", "matching"])
def test_the_rules_stand_without_a_database(room):
    """Pure functions over plain values: scoring and matching can be tried, and trusted, by themselves."""
    packages, rooms = loaded_by(room)
    assert packages & DATABASE == set()
    assert rooms <= {"base", room}


def test_a_room_loads_only_what_lies_below_it():
    """The journal knows no vault, the vault no casework, casework no commands."""
    floors = [{"base"}, {"records", "wellbeing", "matching"}, {"journal"}, {"vault"}, {"casework"}]
    below = set()
    for floor in floors:
        for room in floor:
            assert loaded_by(room)[1] <= below | {room}, room
        below |= floor


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["guide"]])
def test_asking_for_help_loads_nothing_slow(words):
    """No database, no encryption, no typesetting, no spreadsheets: the answer is there at once."""
    look = (
        "import sys\n"
        "from linkworker.cli.main import main\n"
        f"code = main({words!r})\n"
        "slow = {'sqlalchemy', 'sqlmodel', 'sqlcipher3', 'pydantic', 'cryptography', 'typst', 'openpyxl', 'pyrage'}\n"
        "print(code, sorted(slow & {name.split('.')[0] for name in sys.modules}))\n"
    )
    out = subprocess.run([sys.executable, "-c", look], capture_output=True, encoding="utf-8", check=True).stdout
    assert out.splitlines()[-1] == "0 []"


def spoken(file):
    """Return the string literals of a module that may be shown: docstrings only of errors, where they are the words."""
    tree = ast.parse(file.read_text("utf-8"))
    silent = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and not _is_error(node):
                silent.add(first.value)
        for statement in getattr(node, "body", ())[1:] if isinstance(getattr(node, "body", None), list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                silent.add(statement.value)  # the text below an attribute says what it is to readers of the code
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"compile", "fullmatch"}:
            silent.update(node.args)  # a pattern is looked for, never said
        if isinstance(node, ast.Compare):
            silent.update({node.left, *node.comparators})  # as is what a text is compared with
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent
    ]


ERRORS = {"LinkworkerError", "BadInput", "NotFound", "Refused"}


def _is_error(node):
    return isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") in ERRORS for base in node.bases)


@pytest.mark.parametrize("file", sorted(HOUSE.rglob("*.py")), ids=lambda file: file.relative_to(HOUSE).as_posix())
def test_no_sentence_of_ours_says_what_we_do_not_say(file):
    """Neither please nor sorry, neither valid nor required: it says what to do."""
    # ".invalid" is the reserved end of addresses that cannot be (RFC 2606), not a word to anybody.
    said = {(line, word) for line, text in spoken(file) for word in avoided_words(text.replace(".invalid", ""))}
    assert said == set()


LICENSED = {"wemwbs.toml", "swemwbs.toml"}  # wording that is not ours to change
OURS = [
    file
    for file in sorted(HOUSE.rglob("*"))
    if file.suffix in {".toml", ".md", ".json", ".csv", ".typ"} and file.name not in LICENSED
]


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.relative_to(HOUSE).as_posix())
def test_no_list_or_page_of_ours_says_it_either(file):
    """The coded lists, the settings, the templates and the handbook."""
    text = file.read_text("utf-8")
    if file.suffix == ".toml":
        text = "\n".join(_texts(tomllib.loads(text)))
    assert avoided_words(text) == ()


def _texts(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
