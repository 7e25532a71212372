"""A name that nobody declared, and how its author may declare it."""

from __future__ import annotations

import re

from derive.meaning.world import Function, World, spelled
from derive.reading.grammar.advice import (
    EXPECTATION,
    KNOWN,
    PARTIAL,
    STRANGE,
    differential,
    function,
    letters,
    named,
    strange,
)
from derive.reading.grammar.names import braced, capital
from derive.reading.grammar.trees import walk
from derive.reading.source import Source, Span
from derive.reading.statements import Equation, Form
from derive.reading.syntax import (
    Binder,
    Call,
    Entry,
    Name,
    Node,
    Number,
    Partial,
    Product,
    Ratio,
    Relation,
    Superscript,
    Transposed,
    Unreadable,
)

ARRAY = r"declare it, e.g. `{name} \in R^{{n \times m}}`"
MATRIX = r"declare its array, e.g. `{capital} \in R^{{n \times m}}`"
VECTOR = r"declare it, e.g. `{name} \in R^n`"
NUMBER = r"for a number write `{name} \in R`"
FUNCTION = r"for a function write `{name}(x) := …` or `{name} : R \to R`"
SIZE = r"a size stands in a shape, as in `X \in R^{{{name} \times m}}`"
PARTS = ("left", "right", "body", "arguments", "condition")
LOSS = r"for an unknown loss write `{name} := {name}(Y)`"
DECLARED = {
    ARRAY: r"{name} \in R^{{… \times …}}",
    MATRIX: r"{capital} \in R^{{… \times …}}",
    VECTOR: r"{name} \in R^{{…}}",
    NUMBER: r"{name} \in R",
    FUNCTION: r"{name} : R \to R",
    LOSS: "{name} := {name}(…)",
}
"""A declaration for each advice that is one."""
MEAN = re.compile(r"\\(?:mathrm|operatorname\*?)\s*\{\s*E\}?(?:_(?:\{[^{}]*\}?|.))?$")
SUBSCRIPT = re.compile(r"[A-Za-z}]\s*\[\s*[a-z]$")
GREEK = re.compile(r"\\[a-z]+")
CAPITALS = re.compile(r"(?<![A-Za-z\\])[A-Z]{3,}(?![a-z])")
WORD = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}")


class Undeclared(Unreadable):
    """A name of which nothing is known; `name` is its spelling."""

    def __init__(self, name: str, span: Span, guess: str = "") -> None:
        super().__init__(f"`{spelled(name).partition('#')[0]}` is not declared{guess}", span)
        self.name = name
        self.guess = guess


def advised(problem: Undeclared, statement: object, world: World, source: Source) -> str:
    """The message with what the name seems to be: a word, a differential, a function, an array or a number."""
    found = _otherwise(problem, statement, world, source)
    if found:
        return found
    name, hints = _hinted(problem, statement, world, source)
    ways = [hint.format(name=name, capital=capital(name)) for hint in hints]
    own = numbered(problem.name, problem.span, statement)
    message = Undeclared(own, problem.span).message if own else problem.message
    return "; ".join([message, *_raised(problem.name, statement), *ways])


def numbered(name: str, span: Span, statement: object) -> str:
    """A capital at a place with the number below it, where it has one all over a statement: a name of its own.

    Nothing is said of small letters, for `x_1` is an entry as often.
    """
    nodes = _nodes(statement)
    entries = [node for node in nodes if isinstance(node, Entry) and _is(node.array, name)]
    numbers = [node for node in entries if len(node.indices) == 1 and isinstance(node.indices[0], Number)]
    if capital(name) != name or not numbers or len(numbers) < sum(_is(node, name) for node in nodes):
        return ""
    here = next((node for node in numbers if node.span.start <= span.start < node.span.end), numbers[0])
    return f"{spelled(name)}_{braced(''.join(each.digits for each in here.indices if isinstance(each, Number)))}"


def _raised(name: str, statement: object) -> list[str]:
    """How to define `a^0`, where an equation has it on its left side, and `a` is not declared."""
    match statement:
        case Equation(left=Superscript(base=Name(key=key), exponent=Number(digits=number))) if key == name:
            return [f"for a name of its own write `{spelled(name)}^{braced(number)} := …`"]
    return []


def declaration(problem: Undeclared, statement: object, world: World, source: Source) -> str:
    """What declares the name but for its sizes; nothing where something else is to be done."""
    if _otherwise(problem, statement, world, source):
        return ""
    name, hints = _hinted(problem, statement, world, source)
    return next((DECLARED[hint].format(name=name, capital=capital(name)) for hint in hints if hint in DECLARED), "")


def _hinted(problem: Undeclared, statement: object, world: World, source: Source) -> tuple[str, list[str]]:
    """The name as it is written in a declaration, and what it may be."""
    own = numbered(problem.name, problem.span, statement)
    if own:
        return own, [ARRAY]
    behind = source.text[problem.span.end : problem.span.end + 20]
    return named(spelled(problem.name).rstrip("'")), _hints(problem.name, statement, world, behind)


def _otherwise(problem: Undeclared, statement: object, world: World, source: Source) -> str:
    """The message where more is to be done than to declare the name, or something else is known of it."""
    written = word_at(problem.span, source) or _capitals(problem.span, source, world)
    if written:
        known = f"; {function(written)}" if written.lower() in KNOWN else ""
        return letters(written) + known
    behind = source.text[problem.span.end : problem.span.end + 20]
    letter = re.match(r"(?:\\[a-z]+\{)?([A-Za-z])", behind)
    if problem.name == "d" and letter is not None:
        return f"{problem.message}; {differential(letter[1])}"
    before = source.text[max(0, problem.span.start - 2) : problem.span.start]
    if re.search(r"(?<![A-Za-z\\])d$", before) and not _is_differentiated_by(problem.name, statement):
        return f"{problem.message}; {differential(problem.name)}"
    if problem.guess:
        return problem.message
    if problem.name in STRANGE:
        return f"{problem.message}; {strange(problem.name)}"
    if _is_index(problem.name, statement):
        return f"nothing tells how far the index {problem.name} runs"
    line = source.text[: problem.span.end].rpartition("\n")[2]
    if problem.name == "E" and MEAN.search(line):
        return f"{problem.message}; {EXPECTATION}"
    if problem.name == "D" and _is_by(problem.name, statement, world):
        return f"{problem.message}; {PARTIAL}"
    if SUBSCRIPT.search(line) and behind.lstrip().startswith(","):
        return f"{problem.message}; an entry is written `X_{{{problem.name}j}}`"
    return ""


def word_at(span: Span, source: Source) -> str:
    """The word whose letter stands at a place: letters that touch, most of them small, or before a bracket."""
    line = source.text.rfind("\n", 0, span.start) + 1
    for found in WORD.finditer(source.text, line, min(len(source.text), span.start + 80)):
        if found.start() <= span.start < found.end():
            called = source.text[found.end() : found.end() + 1] in ("(", "[")
            small = sum(letter.islower() for letter in found.group())
            long = len(found.group()) > 2 and 2 * small > len(found.group())
            return found.group() if long or (called and small) else ""
    return ""


def _capitals(span: Span, source: Source, world: World) -> str:
    """An abbreviation in capitals, `RSS`, at a place: three letters or more, none of which is a name."""
    line = source.text.rfind("\n", 0, span.start) + 1
    for found in CAPITALS.finditer(source.text, line, min(len(source.text), span.start + 80)):
        if found.start() <= span.start < found.end():
            known = world.scope.shapes.keys() | world.scope.sizes | world.functions.keys()
            return "" if known & set(found.group()) else found.group()
    return ""


def _hints(name: str, statement: object, world: World, behind: str) -> list[str]:
    nodes = _nodes(statement)
    calls = any(isinstance(node, Call) and node.function == name for node in nodes)
    if calls or name.endswith("'"):
        return [FUNCTION]
    if any(_takes_vector(node, world) and _is(node.arguments[0], name) for node in nodes if isinstance(node, Call)):
        return [VECTOR]
    entries = [len(node.indices) for node in nodes if isinstance(node, Entry) and _is(node.array, name)]
    if entries:
        return [MATRIX if max(entries) > 1 else VECTOR]
    if any(isinstance(node, Partial) and node.numerator is not None and _is(node.numerator, name) for node in nodes):
        return [LOSS]
    if any(isinstance(node, Binder) and node.high is not None and _is(node.high, name) for node in nodes):
        return [SIZE]
    if any(isinstance(node, Ratio) and _is(node.bottom, name) for node in nodes):
        return [SIZE, NUMBER]
    if _is_beside_size(nodes, world):
        return [SIZE]
    large = capital(name) == name and (len(name) == 1 or not name.isidentifier())
    applied = re.match(r"\s*(?:\\left\s*|\\[bB]igg?l?\s*)?\(", behind) is not None
    turned = any(isinstance(node, Transposed) and _is(node.array, name) for node in nodes)
    if large:
        return [ARRAY, FUNCTION] if applied else [ARRAY]
    if applied:
        return [FUNCTION]
    if turned:
        return [VECTOR]
    if GREEK.fullmatch(name):
        return [NUMBER, VECTOR] if _multiplied(name, nodes, world) else [NUMBER]
    return [VECTOR, NUMBER] if _multiplied(name, nodes, world) else [NUMBER]


def _nodes(statement: object) -> list[Node]:
    """All that stands in a statement."""
    return list(walk([getattr(statement, part, ()) for part in PARTS]))


def _is_beside_size(nodes: list[Node], world: World) -> bool:
    """Whether a side of a relation is a size, so that what stands in the other one may be sizes."""
    sides = (side for node in nodes if isinstance(node, Relation) for side in (node.left, node.right))
    return any(isinstance(side, Name) and side.key in world.scope.sizes for side in sides)


def _takes_vector(node: Call, world: World) -> bool:
    """Whether a function of a vector is called."""
    function = world.functions.get(node.function)
    return isinstance(function, Function) and function.head.form is Form.ROW_FUNCTION and len(node.arguments) == 1


def _is_index(name: str, statement: object) -> bool:
    """Whether a name stands in a statement as an index, and as nothing else."""
    nodes = _nodes(statement)
    places = [index for node in nodes if isinstance(node, Entry) for index in node.indices]
    named = sum(_is(node, name) for node in nodes)
    return named > 0 and named == sum(_is(index, name) for index in places)


def _is_by(name: str, statement: object, world: World) -> bool:
    """Whether a declared quantity stands below a name, which may differentiate by it."""
    nodes = _nodes(statement)
    below = [node.indices[0] for node in nodes if isinstance(node, Entry) and _is(node.array, name)]
    return any(isinstance(index, Name) and index.key in world.scope.shapes for index in below)


def _is_differentiated_by(name: str, statement: object) -> bool:
    """Whether a name stands in a statement as what is differentiated by."""
    nodes = _nodes(statement)
    return any(_is(each, name) for node in nodes if isinstance(node, Partial) for by in node.by for each in walk(by))


def _multiplied(name: str, nodes: list[Node], world: World) -> bool:
    """Whether a name stands beside an array in a product."""
    for node in nodes:
        if isinstance(node, Product) and (_is(node.left, name) or _is(node.right, name)):
            other = node.right if _is(node.left, name) else node.left
            if any(isinstance(part, Name) and world.scope.shapes.get(part.key, ()) != () for part in walk(other)):
                return True
    return False


def _is(node: Node, name: str) -> bool:
    return isinstance(node, Name) and node.key == name
