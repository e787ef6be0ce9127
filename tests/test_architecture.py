"""Who may import whom: the table of the design, held by reading every import with ``ast``."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("eduplan", "indicators", "plans")
EXTRACTION = "plans.extraction"

MAY_IMPORT = {
    "indicators": ("indicators",),
    "plans": ("plans", "indicators"),
    "eduplan": ("eduplan", "plans", "indicators"),
    EXTRACTION: (EXTRACTION,),
}
"""Project packages that each part may import; the most specific row counts."""

OUTSIDE_OF_EXTRACTION = {
    "django", "rest_framework", "django_filters", "django_htmx", "environ",  # settings and models
    "time", "sched", "zoneinfo",  # the clock
    "socket", "ssl", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib",  # the network
    "random", "secrets", "uuid",  # same file, same code, same result
}  # fmt: skip
NETWORK_PARTS = ("urllib.request", "urllib.error")
CLOCK_CALLS = {"now", "today", "utcnow", "fromtimestamp"}

GROUND = ("text", "tables", "schema")
"""Modules of extraction that all others stand on, lowest first."""
DOOR = (EXTRACTION, f"{EXTRACTION}.pipeline")

LAYERS = (
    ("models",),
    (),
    ("views", "api", "admin", "management"),
    ("urls",),
)
"""Inside an app, lowest first; what is not named here and reaches the models is the second."""

BANNED_NAMES = {"utils", "helpers", "common", "manager", "handler", "data", "info"}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, Path]:
    """Dotted names of the project's own modules, migrations left out."""
    paths = [p for package in PACKAGES for p in (ROOT / package).rglob("*.py")]
    return {name_of(p): p for p in paths if "migrations" not in p.parts}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_type_check(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def statements_of(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Every import below a node, those for type checkers only left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif not is_type_check(child):
            yield from statements_of(child)


def targets(module: str, statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Dotted names that an import statement asks for; submodules where it names them."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
        return
    base = statement.module or ""
    if statement.level:
        package = module if modules()[module].name == "__init__.py" else module.rpartition(".")[0]
        parts = package.split(".")
        parts = parts[: len(parts) - statement.level + 1]
        base = ".".join([*parts, *([base] if base else [])])
    for alias in statement.names:
        inner = f"{base}.{alias.name}"
        yield inner if inner in modules() else base


@cache
def imports_of(module: str) -> frozenset[str]:
    tree = tree_of(modules()[module])
    return frozenset(t for s in statements_of(tree) for t in targets(module, s))


def own_imports(module: str) -> set[str]:
    """Imports of the project's own modules."""
    return {t for t in imports_of(module) if t.split(".")[0] in PACKAGES}


def belongs(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def part_of(module: str) -> str:
    return EXTRACTION if belongs(module, EXTRACTION) else module.split(".")[0]


def test_parts_import_only_what_the_design_allows() -> None:
    wrong = [
        f"{module} imports {target}"
        for module in modules()
        for target in own_imports(module)
        if not any(belongs(target, allowed) for allowed in MAY_IMPORT[part_of(module)])
    ]
    assert not wrong


def extraction_modules() -> list[str]:
    return [m for m in modules() if belongs(m, EXTRACTION)]


def test_extraction_knows_no_django_no_clock_and_no_network() -> None:
    wrong = [
        f"{module} imports {target}"
        for module in extraction_modules()
        for target in imports_of(module)
        if target.split(".")[0] in OUTSIDE_OF_EXTRACTION or target.startswith(NETWORK_PARTS)
    ]
    assert not wrong


def test_extraction_asks_no_clock() -> None:
    wrong = [
        f"{module}:{node.lineno} calls {node.func.attr}()"
        for module in extraction_modules()
        for node in ast.walk(tree_of(modules()[module]))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_CALLS
    ]
    assert not wrong


def test_extraction_catches_nothing_it_does_not_expect() -> None:
    wrong = [
        f"{module}:{node.lineno}"
        for module in extraction_modules()
        for node in ast.walk(tree_of(modules()[module]))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert not wrong


def stage_of(module: str) -> str:
    """``plans.extraction.statements.naming`` belongs to the stage ``statements``."""
    return module.removeprefix(EXTRACTION).removeprefix(".").split(".")[0]


def stages() -> set[str]:
    """The doors that the pipeline and the package open: one stage each."""
    opened = {stage_of(t) for door in DOOR for t in own_imports(door)}
    return opened - {*GROUND, "gazetteer", "pipeline", ""}


def needed_by(module: str) -> set[str]:
    """All modules of the project that a module imports, directly or through others."""
    needed: set[str] = set()
    waiting = [module]
    while waiting:
        for target in (own_imports(waiting.pop()) & set(modules())) - needed:
            needed.add(target)
            waiting.append(target)
    return needed


def test_the_pipeline_has_the_stages_of_the_design() -> None:
    assert {"reading", "repair", "splitting", "header", "statements", "duties"} <= stages()


def test_stages_never_import_each_other() -> None:
    wrong = [
        f"{module} reaches {target}"
        for module in extraction_modules()
        if module not in DOOR
        for target in needed_by(module)
        if stage_of(target) in stages() - {stage_of(module)}
    ]
    assert not wrong


def test_the_ground_imports_nothing_above_it() -> None:
    text, tables, schema = (f"{EXTRACTION}.{name}" for name in GROUND)
    assert not own_imports(text) | own_imports(tables)
    assert own_imports(schema) == {text, tables}


def test_nothing_in_extraction_imports_its_door() -> None:
    wrong = [m for m in extraction_modules() if m not in DOOR and own_imports(m) & set(DOOR)]
    assert not wrong


def layer_of(module: str) -> int:
    """Layer of a module inside its app: ``plans.management.commands.extract`` is an entry.

    A plain module that reaches no model stands below the models: they may use it.
    """
    parts = module.split(".")[1:]
    for layer, names in enumerate(LAYERS):
        if set(parts) & set(names):
            return layer
    return 1 if any("models" in target.split(".") for target in needed_by(module)) else 0


def test_inside_an_app_imports_go_downwards() -> None:
    wrong = [
        f"{module} imports {target}"
        for module in modules()
        for target in own_imports(module)
        if part_of(module) == part_of(target) in ("plans", "indicators")
        and layer_of(module) < layer_of(target)
    ]
    assert not wrong


def test_imports_run_in_no_circle() -> None:
    graph = {module: own_imports(module) & set(modules()) - {module} for module in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_function_hides_an_import() -> None:
    wrong = [
        f"{module}:{statement.lineno}"
        for module, path in modules().items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for statement in statements_of(node)
    ]
    assert not wrong


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [m for m in modules() if m.rpartition(".")[2] in BANNED_NAMES]
