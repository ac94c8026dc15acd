"""A workspace: any folder with a kg.toml. Where it is and how it is set."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kg.model.errors import InvalidFilesError, Problem, UsageError
from kg.model.quantity import ABOUT_SHARE

SETTINGS_FILE: Final = "kg.toml"
WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_KNOWN: Final[dict[str, dict[str, type]]] = {
    "workspace": {"name": str, "title": str, "base": str, "homepage": str, "languages": list},
    "check": {"about": str},
    "store": {"endpoint": str},
}


class NoWorkspaceError(UsageError):
    """The command needs a workspace, and neither this folder nor one above it is one."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What kg.toml says. ``base`` begins every IRI of the workspace's own claims, sources and entities.

    ``homepage`` is where people read about the base on the web, if anywhere.
    """

    name: str = "claims"
    title: str = "A claims knowledge base"
    base: str = "https://example.org/claims/"
    languages: tuple[str, ...] = ("fr", "en")
    about_share: Decimal = ABOUT_SHARE
    endpoint: str | None = None
    homepage: str | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder and its settings; nothing is read until asked for. ``texts`` is the folder of its texts, if not its own."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    texts: Path | None = None

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """The workspace that ``start`` lies in. Raises NoWorkspaceError."""
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / SETTINGS_FILE).is_file():
                return cls.open(folder)
        message = f"{start}: no {SETTINGS_FILE} here or above; make a workspace with `kg init`, or name one with --workspace"
        raise NoWorkspaceError(message)

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """The workspace in a folder. Raises InvalidFilesError when its kg.toml is wrong."""
        path = root / SETTINGS_FILE
        try:
            text = path.read_text(encoding="utf-8")
            return cls(root, _settings(tomllib.loads(text), path, text))
        except FileNotFoundError:
            message = f"{root}: has no {SETTINGS_FILE}; make a workspace with `kg init`"
            raise NoWorkspaceError(message) from None
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            message = "not UTF-8: save the file in that encoding"
            raise InvalidFilesError([Problem(str(path), message, error.object[: error.start].count(b"\n") + 1)]) from error
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            raise InvalidFilesError([Problem(str(path), f"not TOML: {error}", int(line[1]) if line else None)]) from error

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the workspace's folder."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    @property
    def derived(self) -> Path:
        """The folder of all that can be built again."""
        return self.root / ".kg"

    def source_files(self) -> list[Path]:
        """The files of sources/, by name."""
        return sorted((self.root / "sources").glob("*.yaml"))

    def claim_files(self) -> list[Path]:
        """The files of claims/, by name."""
        folder = self.root / "claims"
        return sorted([*folder.glob("*.yaml"), *folder.glob("*.jsonl")])

    def vocabulary_file(self, name: str) -> Path:
        """A file of claims/vocabulary/, there or not."""
        return self.root / "claims" / "vocabulary" / name

    def text_folders(self) -> list[Path]:
        """Where texts are looked up: sources/text/, then each folder of $KG_TEXTS."""
        given = [Path(part) for part in os.environ.get("KG_TEXTS", "").split(os.pathsep) if part]
        return [self.texts or self.root / "sources" / "text", *given]


def _settings(data: Mapping[str, Any], path: Path, text: str) -> Settings:
    problems: list[Problem] = []

    def problem(key: str, message: str) -> None:
        word = key.rpartition(".")[2]
        line = next((n for n, row in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[?{re.escape(word)}\b", row)), None)
        problems.append(Problem(str(path), message, line, key))

    for table, values in data.items():
        if table not in _KNOWN or not isinstance(values, dict):
            problem(table, f"unknown table, expected one of {', '.join(_KNOWN)}")
            continue
        for key, value in values.items():
            if key not in _KNOWN[table]:
                problem(f"{table}.{key}", f"unknown key, expected one of {', '.join(_KNOWN[table])}")
            elif not isinstance(value, _KNOWN[table][key]):
                problem(
                    f"{table}.{key}",
                    f"found {value!r}, expected a {'text' if _KNOWN[table][key] is str else 'list of texts'}",
                )
            elif isinstance(value, list) and not all(isinstance(part, str) for part in value):
                problem(f"{table}.{key}", f"found {value!r}, expected a list of texts")
    if problems:
        raise InvalidFilesError(problems)
    given = data.get("workspace", {})
    defaults = Settings()
    base = given.get("base", defaults.base)
    if not WEB_ADDRESS.fullmatch(base) or base[-1] not in "/#":
        problem("workspace.base", f"found {base!r}, expected an http IRI that ends in / or #")
    homepage = given.get("homepage")
    if homepage is not None and not WEB_ADDRESS.fullmatch(homepage):
        problem("workspace.homepage", f"found {homepage!r}, expected a web address that begins with http:// or https://")
    about = data.get("check", {}).get("about", str(ABOUT_SHARE))
    if not re.match(r"0(\.\d{1,6})?\Z", about):
        problem("check.about", f"found {about!r}, expected a share from '0' to below '1', quoted, as '0.05'")
    if problems:
        raise InvalidFilesError(problems)
    return Settings(
        name=given.get("name", defaults.name),
        title=given.get("title", defaults.title),
        base=base,
        languages=tuple(given.get("languages", defaults.languages)),
        about_share=Decimal(about),
        endpoint=data.get("store", {}).get("endpoint"),
        homepage=homepage,
    )
