"""Static files beyond `static/`: component files joined per layout, and the few files we use of each npm package.

A phone on 3G should fetch one stylesheet, not a dozen; a developer should edit one file per component.
No bundler: the files are put one after the other, scripts each in a block of their own.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

_CORE = ("tokens", "elements", "icons", "buttons", "forms", "alerts", "status", "cards", "steps", "person")
_OFFICE = (
    "tokens",
    "bootstrap-map",
    "elements",
    "icons",
    "buttons",
    "forms",
    "alerts",
    "status",
    "cards",
    "steps",
    "office",
    "lists",
    "tables",
    "figures",
    "gallery",
    "print",
)
_PROJECTOR = ("tokens", "elements", "icons", "projector")
_PERSON_JS = ("focus", "once", "copy", "share")
_OFFICE_JS = (*_PERSON_JS, "menu", "confirm", "refresh", "table-filter", "lists")

BUNDLES: dict[str, tuple[str, ...]] = {
    "css/person.css": tuple(f"css/components/{name}.css" for name in _CORE),
    "css/office.css": tuple(f"css/components/{name}.css" for name in _OFFICE),
    "css/projector.css": tuple(f"css/components/{name}.css" for name in _PROJECTOR),
    "js/person.js": tuple(f"js/components/{name}.js" for name in _PERSON_JS),
    "js/office.js": tuple(f"js/components/{name}.js" for name in _OFFICE_JS),
}


def joined(name: str) -> str:
    """The text of a bundle; scripts keep their own scope."""
    source = Path(settings.BASE_DIR) / "static"
    parts = [(source / path).read_text(encoding="utf-8") for path in BUNDLES[name]]
    if name.endswith(".js"):
        parts = [f"{{\n{part}\n}}" for part in parts]
    return "\n".join(parts)


class BundleFinder(BaseFinder):
    """Finds the bundles; they are built under DATA_DIR, and written again only when a part changed."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "bundles")

    def check(self, **kwargs: object) -> list:
        """Nothing to configure, nothing to complain about."""
        return []

    def _built(self, name: str) -> Path:
        path, text = Path(self.storage.path(name)), joined(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return path

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        """Where the bundle lies on disk, or `[]` when `path` is none."""
        if path not in BUNDLES:
            return []
        found = str(self._built(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every bundle with its storage, for collectstatic."""
        for name in BUNDLES:
            self._built(name)
            yield name, self.storage


class PackageFinder(BaseFinder):
    """Finds the files named in settings.PACKAGE_FILES under node_modules; whole packages would be 600 files more."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        self.storages = {
            prefix: self._storage(prefix, folder) for prefix, (folder, _) in settings.PACKAGE_FILES.items()
        }

    @staticmethod
    def _storage(prefix: str, folder: Path) -> FileSystemStorage:
        storage = FileSystemStorage(location=folder)
        storage.prefix = prefix
        return storage

    def check(self, **kwargs: object) -> list:
        """Missing packages are said by `make setup`, not by every command."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        """Where the file lies on disk, or `[]` when `path` is none of ours."""
        for prefix, (folder, names) in settings.PACKAGE_FILES.items():
            name = path.removeprefix(f"{prefix}/")
            if name in names and path != name:
                found = str(folder / name)
                return [found] if find_all else found
        return []

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every named file with its storage, for collectstatic."""
        for prefix, (_, names) in settings.PACKAGE_FILES.items():
            for name in names:
                yield name, self.storages[prefix]
