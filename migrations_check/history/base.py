"""The commit that the working tree is compared with: its files, its scripts, and its tree in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from migrations_check.history import git, scripts
from migrations_check.history.scripts import Folders, Script
from migrations_check.project import Project

# What a program may read when it imports its models: its source, its settings and small texts.
READ = ("", ".py", ".toml", ".ini", ".cfg", ".json", ".yaml", ".yml", ".mako", ".sql", ".txt", ".env")


@dataclass(frozen=True)
class Base:
    """A commit, by the `name` that a person gives it.

    `files` are its files by the paths that they have in the working tree below `top`; `scripts` are its revisions
    by their ids, and `scripts_now` those of the working tree.
    """

    top: Path
    commit: str
    name: str
    files: Mapping[Path, git.Entry]
    scripts: Mapping[str, Script]
    scripts_now: Mapping[str, Script]


def read(project: Project, top: Path, commit: str, name: str) -> Base:
    """Scripts are looked for in the folders of then and of now; where env.py alone knows them, everywhere."""
    top, root, ini = top.resolve(), project.root.resolve(), project.config.resolve()
    files = {top / path: entry for path, entry in git.files(top, commit).items()}
    text = ini.read_text("utf-8", errors="replace")
    then = b"".join(git.contents(top, [files[ini].blob])).decode(errors="replace") if ini in files else text
    places = [scripts.folders(written, ini, root) for written in (text, then)]
    known = [place for place in places if place]
    if len(known) < len(places) or not any(path.is_dir() for place in known for path in place.paths):
        known = [Folders((root,), recursive=True)]
        now = scripts.read(_python(known, (top / path for path in git.working(top) if (top / path).is_file())))
    else:
        now = scripts.working(known[0])
    paths = list(_python(known, files))
    sources = git.contents(top, (files[path].blob for path in paths))
    found = map(Script, paths, sources)
    return Base(top, commit, name, files, scripts.by_id(found), scripts.by_id(now))


def _python(folders: Iterable[Folders], paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.suffix == ".py" and any(folder.hold(path) for folder in folders))


def models_may_differ(base: Base) -> bool:
    """Whether anything but migrations, that a program may read, is another file now."""
    migrations = {script.path for known in (base.scripts, base.scripts_now) for script in known.values()}
    changed = {base.top / path for path in git.changed(base.top, base.commit)} - migrations
    return any(path.suffix in READ or path.is_dir() for path in changed)


def write(base: Base, folder: Path) -> None:
    """The commit's files in a folder, as far as a program may read them; links stay links where they lead inside."""
    files = {
        folder / path.relative_to(base.top): entry
        for path, entry in base.files.items()
        if entry.mode != git.SUBMODULE and (path.suffix in READ or entry.mode == git.LINK)
    }
    contents = git.contents(base.top, (entry.blob for entry in files.values()))
    for (path, entry), content in zip(files.items(), contents, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode != git.LINK:
            path.write_bytes(content)
        elif (path.parent / content.decode()).resolve().is_relative_to(folder.resolve()):
            path.symlink_to(content.decode())
