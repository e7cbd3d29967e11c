"""The bot's packages, taken from the environment of the tests: a VPS has no network to install them from."""

import shutil
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


def copy_packages(requirements: list[str], target: Path) -> None:
    """Copy what the lines of a requirements.txt name, and what that needs, into a folder of site-packages."""
    for found in closure(requirements):
        for file in found.files or ():
            source = Path(str(found.locate_file(file)))
            if file.parts[0] != ".." and source.exists():
                place = target / file
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, place)


def closure(lines: list[str]) -> Iterator[Distribution]:
    """The distributions that these lines ask for, directly or not."""
    wanted, seen = [Requirement(line) for line in lines if line], set()
    while wanted:
        requirement = wanted.pop()
        key = (requirement.name.lower(), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        found = distribution(requirement.name)
        yield found
        wanted += list(needed(found, requirement.extras))


def needed(found: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for requirement in map(Requirement, found.requires or ()):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement
