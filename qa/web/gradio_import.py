"""Import Gradio without the interface files that it writes beside its own modules each time.

For every component Gradio renders a stub for editors (`button.pyi` beside
`button.py`) and compares it with the file that is there. That takes a third of
its import, and an installed package is not ours to write into.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from types import ModuleType

MODULE, WRITES_STUBS = "gradio.component_meta", "create_or_modify_pyi"


class _WithoutStubs(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        if hasattr(module, WRITES_STUBS):
            setattr(module, WRITES_STUBS, lambda *_, **__: None)


class _Finder(MetaPathFinder):
    """Finds that one module; everything else is left to the finders behind it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != MODULE:
            return None
        found = PathFinder.find_spec(fullname, path, target)
        if found is None or found.origin is None or type(found.loader) is not SourceFileLoader:
            return found
        return spec_from_file_location(fullname, found.origin, loader=_WithoutStubs(fullname, found.origin))


def without_stubs() -> None:
    """From now on an import of Gradio writes no interface files; one that is imported already is left alone."""
    if MODULE not in sys.modules and not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
