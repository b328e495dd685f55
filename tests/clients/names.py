"""No schema of the document has another name in generated code: names.py DOCUMENT FOLDER…, each with what was generated."""

import json
import re
import sys
from pathlib import Path

RENAMED = re.compile(r"- (\w+) \([^)]*\) cannot be used as (?:a )?model name")
MODELS = {".kt", ".swift"}


def is_a_type(schema):
    """Whether generators make a type of it: not of a plain string."""
    return "properties" in schema or "enum" in schema or "allOf" in schema or "oneOf" in schema


document, *folders = map(Path, sys.argv[1:])
schemas = json.loads(document.read_text())["components"]["schemas"]
types = {name for name, schema in schemas.items() if is_a_type(schema)}
assert len(types) >= 60, f"only {len(types)} schemas were looked at"
for folder in folders:
    renamed = schemas.keys() & set(RENAMED.findall((folder / "generated.log").read_text()))
    assert not renamed, f"{folder.name} renames {renamed}"
    models = [file for file in (folder / "viche").rglob("*") if file.parent.name.lower() == "models"]
    written = {file.stem for file in models if file.suffix in MODELS}
    assert written == types, f"{folder.name} has {written - types} in the place of {types - written}"
    print(f"{folder.name}: {len(written)} schemas under their own names")
