"""Every rule there is: the modules of this package are read, so that each has entered its rules."""

from importlib import import_module
from pkgutil import walk_packages

import app.rules
from app.rules.registry import Rule, all_rules


def every_rule() -> tuple[Rule, ...]:
    """All rules of all modules, by id."""
    for module in walk_packages(app.rules.__path__, "app.rules."):
        import_module(module.name)
    return all_rules()
