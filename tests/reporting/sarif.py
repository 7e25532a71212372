"""The official schema of SARIF 2.1.0, which a package for tests carries."""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

STORE = "schemastore"
ADDRESS = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"


@cache
def validator() -> Draft7Validator:
    """A validator of logs.

    The package keeps what servers once answered. It is read as a table, since the package itself asks the servers anew
    for what is older than a month.
    """
    package = find_spec(STORE)
    assert package is not None and package.origin is not None
    table = (Path(package.origin).parent / "cache.sqlite").as_uri()
    with sqlite3.connect(f"{table}?mode=ro&immutable=1", uri=True) as store:
        identity = f'"$id": "{ADDRESS}"'.encode()
        ((answer,),) = store.execute("select value from responses where instr(value, ?)", (identity,))
    text = answer[answer.index(b'{\r\n  "$schema"') :].decode("utf-8", "replace")
    schema, _ = json.JSONDecoder().raw_decode(text)
    assert schema["$id"] == ADDRESS
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def violations(log: Any) -> list[str]:
    """What a log has that the schema does not allow."""
    return [f"{each.json_path}: {each.message}" for each in validator().iter_errors(log)]
