"""Slips that any solution can have, made from its syntax tree: one thing changed in each.

A reader's function that does the same as one of them on all cases gets the slip's hint. So an
exercise only lists the mistakes that are its own.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any

Slip = tuple[str, str]  # a hint, and the source of the solution with the slip
Maker = Callable[[ast.AST, set[str]], Iterator[tuple[str, ast.AST | None]]]  # of a node, and names

EXCHANGED = {
    "mean": ("sum", "This takes the sum where the mean belongs."),
    "sum": ("mean", "This takes the mean where the sum belongs."),
    "max": ("min", "This takes the smallest where the largest belongs."),
    "min": ("max", "This takes the largest where the smallest belongs."),
    "argmax": ("argmin", "This takes the smallest where the largest belongs."),
    "argmin": ("argmax", "This takes the largest where the smallest belongs."),
    "median": ("mean", "This takes the mean where the median belongs."),
    "log": ("log2", "A logarithm has the base 2 here; the natural one is asked for."),
    "any": ("all", "This asks that it holds for all, where one is enough."),
    "all": ("any", "This is content with one, where it is to hold for all."),
}
LEFT_OUT = {  # calls that leave what they are given as it is when they are forgotten
    "sqrt": "A square root is missing.",
    "exp": "An exponential is missing.",
    "log": "A logarithm is missing.",
    "abs": "An absolute value is missing: negative numbers count as negative here.",
    "sorted": "The order is not the one asked for: sort.",
    "clamp": "Numbers beyond a limit are not cut off there.",
    "square": "A square is missing.",
    "norm": "The length of a vector is missing.",
}
ALONG_AN_AXIS = {
    "all", "any", "argmax", "argmin", "cumsum", "max", "mean", "median", "min", "norm", "prod",
    "softmax", "std", "sum", "var",
}  # fmt: skip
TURNED = {
    ast.Lt: (ast.LtE, "Here the boundary itself counts, too: < and <= are exchanged."),
    ast.LtE: (ast.Lt, "Here the boundary itself does not count: <= and < are exchanged."),
    ast.Gt: (ast.GtE, "Here the boundary itself counts, too: > and >= are exchanged."),
    ast.GtE: (ast.Gt, "Here the boundary itself does not count: >= and > are exchanged."),
}
OPPOSITE = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}


def common_slips(source: str) -> Iterator[Slip]:
    """Each slip in the last function of a piece of Python, with its hint.

    Some slips do the same as a plainer one in some solutions, so they come last.
    """
    tree = ast.parse(source)
    function = next(node for node in reversed(tree.body) if isinstance(node, ast.FunctionDef))
    if any(isinstance(node, ast.While) for node in ast.walk(function)):
        return  # a slip might never come to its end
    yield from _slips(tree, function, _instead_of)
    yield from _early_return(tree, function)
    yield from _slips(tree, function, _far_fetched)


def _slips(tree: ast.Module, function: ast.FunctionDef, made: Maker) -> Iterator[Slip]:
    """What `made` makes of each node of the function."""
    names = {argument.arg for argument in function.args.args}
    for place, node in enumerate(ast.walk(function)):
        for hint, new in made(node, names):
            twin = copy.deepcopy(tree)
            body = next(n for n in reversed(twin.body) if isinstance(n, ast.FunctionDef))
            _Replace(list(ast.walk(body))[place], new).visit(body)
            yield hint, ast.unparse(ast.fix_missing_locations(twin))


class _Replace(ast.NodeTransformer):
    """Puts a new node in the place of one that is there."""

    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else self.generic_visit(node)


def _instead_of(node: ast.AST, names: set[str]) -> Iterator[tuple[str, ast.AST | None]]:
    """(hint, what a reader may have written instead) for one node of the tree."""
    if isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.BinOp):
        yield from _operations(node, names)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "A minus sign is missing.", node.operand
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        turned, hint = TURNED[type(node.ops[0])]
        yield hint, ast.Compare(node.left, [turned()], node.comparators)
        opposite = OPPOSITE[type(node.ops[0])]()
        yield "A comparison is turned round.", ast.Compare(node.left, [opposite], node.comparators)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
        if len(node.slice.elts) == 2:
            turned_index = ast.Tuple(node.slice.elts[::-1], ast.Load())
            yield "Two indices are exchanged.", ast.Subscript(node.value, turned_index, node.ctx)
    elif isinstance(node, ast.Slice):
        yield from _bounds(node)
    elif isinstance(node, ast.If) and not node.orelse and isinstance(node.body[-1], ast.Return):
        case = _said(node.test, names, ":")
        yield f"A special case is not treated by itself{case}.", ast.Pass()


def _calls(call: ast.Call) -> Iterator[tuple[str, ast.AST | None]]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    given = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(given, ast.Name) and given.id in ("math", "torch"):
        given = None
    if name in EXCHANGED:
        other, hint = EXCHANGED[name]
        yield hint, _changed(call, func=_renamed(call.func, other))
    if name in LEFT_OUT and (given or call.args):
        yield LEFT_OUT[name], given or call.args[0]
    if name == "range":
        yield from _ranges(call)
    if any(word.arg == "keepdim" for word in call.keywords):
        kept = [word for word in call.keywords if word.arg != "keepdim"]
        yield (
            f"{name} without keepdim=True loses an axis, and lines up with the wrong one.",
            _changed(call, keywords=kept),
        )
    axis = call.args[0] if given and call.args else None
    if isinstance(axis, ast.Constant) and axis.value in (0, 1) and name in ALONG_AN_AXIS:
        other_axis = [ast.Constant(1 - axis.value), *call.args[1:]]
        yield f"{name} runs along the wrong axis.", _changed(call, args=other_axis)
        yield (
            f"{name} takes all numbers together; it is to run along one axis.",
            _changed(call, args=[], keywords=[]),
        )
    for place, argument in enumerate(call.args):
        is_zero = isinstance(argument, ast.Constant) and argument.value == 0
        if is_zero and name in ("max", "min") and given is None and len(call.args) == 2:
            yield "Numbers beyond 0 are not cut off there.", call.args[1 - place]


def _ranges(call: ast.Call) -> Iterator[tuple[str, ast.AST | None]]:
    first, last = (call.args[0], 1) if len(call.args) > 1 else (None, 0)
    end = call.args[last]
    for step, hint in ((1, "A loop goes one step too far."), (-1, "A loop ends one step early.")):
        new = [*call.args[:last], _plus(end, step), *call.args[last + 1 :]]
        yield hint, _changed(call, args=new)
    begin = first or ast.Constant(0)
    rest = call.args[1:] if first else call.args
    for step, hint in ((1, "A loop begins one step late."), (-1, "A loop begins one step early.")):
        yield hint, _changed(call, args=[_plus(begin, step), *rest])


def _bounds(cut: ast.Slice) -> Iterator[tuple[str, ast.AST | None]]:
    for step, lower, upper in (
        (1, "A slice begins one place late.", "A slice ends one place late."),
        (-1, "A slice begins one place early.", "A slice ends one place early."),
    ):
        if cut.lower:
            yield lower, ast.Slice(_plus(cut.lower, step), cut.upper, cut.step)
        if cut.upper:
            yield upper, ast.Slice(cut.lower, _plus(cut.upper, step), cut.step)


def _operations(node: ast.BinOp, names: set[str]) -> Iterator[tuple[str, ast.AST | None]]:
    left, right, operator = node.left, node.right, type(node.op)
    if operator in (ast.Add, ast.Sub):
        words = "added" if operator is ast.Add else "subtracted"
        yield f"Something is left out:{_said(right, names) or ' one part'} is to be {words}.", left
        if operator is ast.Add:
            part = _said(left, names) or " one part"
            yield f"Something is left out:{part} is to be added.", right
        elif isinstance(left, ast.Constant) and left.value == 1:
            yield "A share was taken in place of 1 minus it.", right
    elif operator is ast.Mult:
        yield f"A factor is missing{_said(right, names, ':')}.", left
        yield f"A factor is missing{_said(left, names, ':')}.", right
    elif operator in (ast.Div, ast.FloorDiv):
        yield f"A division{_said(right, names, ' by')} is missing.", left
        if operator is ast.FloorDiv:
            hint = "A whole number is needed here; a division gives one with //."
            yield hint, _op(left, ast.Div, right)
    elif operator is ast.Pow:
        is_two = isinstance(right, ast.Constant) and right.value == 2
        yield "A square is missing." if is_two else "A power is missing.", left


def _far_fetched(node: ast.AST, names: set[str]) -> Iterator[tuple[str, ast.AST | None]]:
    """As `_instead_of`: an operation with another sign, in another order, without brackets."""
    if not isinstance(node, ast.BinOp):
        return
    left, right, operator = node.left, node.right, type(node.op)
    if operator in (ast.Mult, ast.Div, ast.FloorDiv):
        yield from _without_brackets(node, names)
    if operator in (ast.Add, ast.Sub):
        other, words = (ast.Sub, "added") if operator is ast.Add else (ast.Add, "subtracted")
        part = _said(right, names) or " one part"
        yield f"A sign is wrong:{part} is to be {words}.", _op(left, other, right)
        if operator is ast.Sub and not (isinstance(left, ast.Constant) and left.value == 1):
            yield "A difference is turned round.", _op(right, ast.Sub, left)
    elif operator is ast.Mult:
        yield f"This divides by a factor{_said(right, names)}; multiply.", _op(left, ast.Div, right)
    elif operator in (ast.Div, ast.FloorDiv):
        yield f"This multiplies{_said(right, names, ' by')}; divide.", _op(left, ast.Mult, right)
        yield "A fraction stands upside down.", _op(right, operator, left)
        if operator is ast.Div:
            whole = _op(left, ast.FloorDiv, right)
            yield "A division is cut to a whole number: use / and not //.", whole
    elif operator is ast.Pow:
        yield "This multiplies by an exponent; take the power.", _op(left, ast.Mult, right)


def _without_brackets(node: ast.BinOp, names: set[str]) -> Iterator[tuple[str, ast.AST | None]]:
    """(a + b) / (c + d) as a + b / c + d, and with one pair of brackets; sums in any order."""
    operator = type(node.op)
    for first in (None, *_sums(node.left)):
        for second in (None, *_sums(node.right)):
            left, right = first.right if first else node.left, second.left if second else node.right
            new = _op(left, operator, right)
            new = _op(first.left, type(first.op), new) if first else new
            new = _op(new, type(second.op), second.right) if second else new
            around = "" if first and second else _said(node.left if first else node.right, names)
            if first or second:
                yield f"Brackets are missing{around and f' around{around}'}.", new


def _sums(node: ast.expr) -> list[ast.BinOp]:
    """A sum, in both orders, or a difference; nothing for anything else."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub):
        return []
    return [node, _op(node.right, ast.Add, node.left)] if isinstance(node.op, ast.Add) else [node]


def _early_return(tree: ast.Module, function: ast.FunctionDef) -> Iterator[Slip]:
    """The last return moved into the loop before it."""
    *_, loop, end = [None, *function.body]
    if isinstance(loop, ast.For) and isinstance(end, ast.Return):
        twin = copy.deepcopy(tree)
        body = next(n for n in reversed(twin.body) if isinstance(n, ast.FunctionDef)).body
        body[-2].body.append(body.pop())  # type: ignore[attr-defined]
        hint = "The return stands inside the loop, so only the first round counts."
        yield hint, ast.unparse(ast.fix_missing_locations(twin))


def _said(node: ast.expr, names: set[str], before: str = "") -> str:
    """The text of an expression that holds no names but those of the exercise's text.

    A name of several words that only the solution has is said in words.
    """
    used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    if isinstance(node, ast.Name) and node.id not in names and "_" in node.id:
        return f"{before} the {node.id.replace('_', ' ')}"
    if not used or not used <= names | {"len", "math", "torch"}:
        return ""
    return f"{before} {ast.unparse(node)}"


def _op(left: ast.expr, operator: type[ast.operator], right: ast.expr) -> ast.BinOp:
    return ast.BinOp(left, operator(), right)


def _plus(node: ast.expr, step: int) -> ast.expr:
    return ast.BinOp(node, ast.Add(), ast.Constant(step))


def _changed(call: ast.Call, **parts: Any) -> ast.Call:
    return ast.Call(**{"func": call.func, "args": call.args, "keywords": call.keywords, **parts})


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, name, ast.Load())
    return ast.Name(name, ast.Load())
