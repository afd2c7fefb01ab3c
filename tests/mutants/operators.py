"""Mutation operators: what may stand in the place of a node of the syntax tree. Each result is one fault."""

import ast

COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitAnd,
}  # fmt: skip
PAIRS = (
    ("min", "max"), ("any", "all"), ("floor", "ceil"), ("lower", "upper"), ("startswith", "endswith"),
    ("removeprefix", "removesuffix"), ("partition", "rpartition"), ("lstrip", "rstrip"), ("intersection", "union"),
    ("argmin", "argmax"), ("minimum", "maximum"),
)  # fmt: skip
NAMES = {**dict(PAIRS), **{second: first for first, second in PAIRS}}
SORTERS = {"sorted", "sort"}
CONDITIONED = (ast.If, ast.While, ast.IfExp)
NEGATED_BY_SWAP = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)


def replacements(node):
    """The nodes that may stand in the place of ``node``, in an order that never changes."""
    for kinds, operator in OPERATORS:
        if isinstance(node, kinds):
            yield from operator(node)


def changed(node, **fields):
    """A copy of ``node`` with other ``fields``."""
    return ast.copy_location(type(node)(**{**dict(ast.iter_fields(node)), **fields}), node)


def swapped_comparisons(node):
    """``<`` and ``<=``, ``==`` and ``!=``, ``in`` and ``not in``, ``is`` and ``is not``."""
    for place, operator in enumerate(node.ops):
        other = COMPARISONS[type(operator)]()
        yield changed(node, ops=[*node.ops[:place], other, *node.ops[place + 1 :]])


def swapped_arithmetic(node):
    other = ARITHMETIC.get(type(node.op))
    if other:
        yield changed(node, op=other())


def plain_assignment(node):
    """``a += b`` becomes ``a = b``."""
    yield ast.copy_location(ast.Assign(targets=[node.target], value=node.value), node)


def swapped_and_or(node):
    yield changed(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def dropped_sign(node):
    """``not a`` and ``-a`` become ``a``."""
    yield node.operand


def shifted_constant(node):
    """A number one higher and one lower; True and False."""
    if isinstance(node.value, bool):
        yield changed(node, value=not node.value)
    elif isinstance(node.value, int | float):
        yield changed(node, value=node.value + 1)
        yield changed(node, value=node.value - 1)


def negated_condition(node):
    if not _is_swapped_whole(node.test):
        yield changed(node, test=_negated(node.test))


def negated_filter(node):
    """The condition of a comprehension negated, and left out."""
    for place, condition in enumerate(node.ifs):
        others = [*node.ifs[:place], *node.ifs[place + 1 :]]
        yield changed(node, ifs=others)
        if not _is_swapped_whole(condition):
            yield changed(node, ifs=[*others, _negated(condition)])


def _is_swapped_whole(condition):
    """Whether another operator says the opposite already."""
    if isinstance(condition, ast.UnaryOp):
        return isinstance(condition.op, ast.Not)
    return isinstance(condition, ast.Compare) and isinstance(condition.ops[0], NEGATED_BY_SWAP)


def _negated(condition):
    return ast.copy_location(ast.UnaryOp(op=ast.Not(), operand=condition), condition)


def nothing_returned(node):
    if node.value is not None and not _is_none(node.value):
        yield changed(node, value=ast.copy_location(ast.Constant(None), node))


def _is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def dropped_statement(node):
    """A call, an assignment to a place in something, a ``raise``, ``continue`` or ``break``, left out."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name | ast.Tuple):
        return
    yield ast.copy_location(ast.Pass(), node)


def dropped_arguments(node):
    """Each argument by keyword, and the last one by place where there are more, such as the default of ``get``."""
    for place, keyword in enumerate(node.keywords):
        if keyword.arg:
            yield changed(node, keywords=[*node.keywords[:place], *node.keywords[place + 1 :]])
    if len(node.args) > 1 and not isinstance(node.args[-1], ast.Starred):
        yield changed(node, args=node.args[:-1])


def swapped_name(node):
    """``min`` and ``max``, ``any`` and ``all``, ``startswith`` and ``endswith``."""
    function = node.func
    if isinstance(function, ast.Name) and function.id in NAMES:
        yield changed(node, func=changed(function, id=NAMES[function.id]))
    if isinstance(function, ast.Attribute) and function.attr in NAMES:
        yield changed(node, func=changed(function, attr=NAMES[function.attr]))


def reversed_order(node):
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", None)
    if name in SORTERS and not any(keyword.arg == "reverse" for keyword in node.keywords):
        reverse = ast.keyword(arg="reverse", value=ast.copy_location(ast.Constant(True), node))
        yield changed(node, keywords=[*node.keywords, ast.copy_location(reverse, node)])


def open_slice(node):
    """A slice without its lower, and without its upper end."""
    for end in ("lower", "upper", "step"):
        if getattr(node, end) is not None:
            yield changed(node, **{end: None})


OPERATORS = (
    (ast.Compare, swapped_comparisons),
    ((ast.BinOp, ast.AugAssign), swapped_arithmetic),
    (ast.AugAssign, plain_assignment),
    (ast.BoolOp, swapped_and_or),
    (ast.UnaryOp, dropped_sign),
    (ast.Constant, shifted_constant),
    (CONDITIONED, negated_condition),
    (ast.comprehension, negated_filter),
    (ast.Return, nothing_returned),
    ((ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Continue, ast.Break), dropped_statement),
    (ast.Call, dropped_arguments),
    (ast.Call, swapped_name),
    (ast.Call, reversed_order),
    (ast.Slice, open_slice),
)
