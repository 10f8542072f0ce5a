"""Manifests and lock files that contradict each other."""

from collections.abc import Iterator

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes._files import line_of
from readiness.probes.probe import Observation, probe
from readiness.repository.javascript_locks import Asked, asked
from readiness.repository.python_locks import Lock, locks
from readiness.repository.python_manifest import Manifest
from readiness.repository.python_manifests import Manifests
from readiness.repository.requirement import Use
from readiness.repository.snapshot import Snapshot


@probe("dependencies.lock-disagrees", severity=Severity.MAJOR, effort=Effort.MINUTES)
def lock_disagrees(snapshot: Snapshot) -> Iterator[Observation]:
    """A dependency that the lock file lacks, or holds in a version that is not allowed.

    Why: an installation from the lock is not what the manifest asks for, or it is refused.

    How: the requirements of a pyproject.toml are held against the uv, Poetry or PDM lock beside it,
    and those of a package.json against the ranges that its npm or pnpm lock was made for.
    Addresses, markers, versions in other notations, overrides, and distributions that the lock
    holds in several versions are left out.

    Fix: lock again, and commit the lock file with the manifest.
    """
    manifests = snapshot.once(Manifests).all
    for lock in snapshot.once(locks):
        directory, _, name = lock.path.rpartition("/")
        if name not in {"uv.lock", "poetry.lock", "pdm.lock"} or not lock.versions:
            continue
        for manifest in manifests:
            if manifest.directory == directory and manifest.path.endswith("pyproject.toml"):
                yield from _unlocked(manifest, lock)
    for each in asked(snapshot):
        for name, locked in each.differences():
            yield _outdated(snapshot, each, name, locked)


@probe("dependencies.manifests-disagree", severity=Severity.MINOR, effort=Effort.MINUTES)
def manifests_disagree(snapshot: Snapshot) -> Iterator[Observation]:
    """Two manifests that no version of a dependency can satisfy both.

    Why: what is installed depends on which file is used, and one of the two is not what is tested.

    How: the version bounds of a requirements file are held against those of the pyproject.toml,
    setup.cfg or setup.py beside it.

    Fix: keep the bounds in one place, or bring them into line.
    """
    manifests = snapshot.once(Manifests).all
    for first in manifests:
        stated = {need.name: need for need in first.requirements if need.use is Use.RUNTIME}
        for second in manifests:
            if not first.distribution or second.distribution or not second.runtime:
                continue
            for need in second.requirements if second.directory == first.directory else ():
                other = stated.get(need.name)
                if other and _disjoint(other.bound, need.bound):
                    yield Observation(
                        message=f"{need.name} is bound to {need.bound} here, "
                        f"and to {other.bound} in {other.path}",
                        location=need.location,
                        evidence=(Proof(message="The other bound.", location=other.location),),
                    )


def _unlocked(manifest: Manifest, lock: Lock) -> Iterator[Observation]:
    for need in manifest.requirements:
        if need.use is Use.BUILD or need.name == manifest.distribution:
            continue
        if need.use is Use.DEVELOPMENT and not need.group:
            continue
        version = lock.versions.get(need.name)
        if version is None:
            message = f"{need.name} is declared, and {lock.path} does not hold it"
            yield Observation(message=message, location=need.location)
        elif need.name not in lock.several and _excludes(need.bound, version):
            message = f"{need.name} is bound to {need.bound}, and {lock.path} holds {version}"
            proof = Proof(message="It is locked here.", location=lock.place(need.name))
            yield Observation(message=message, location=need.location, evidence=(proof,))


def _outdated(snapshot: Snapshot, each: Asked, name: str, locked: str | None) -> Observation:
    message = f"{name} is declared, and {each.lock} does not hold it"
    if locked is not None:
        message = f"{name} is asked for as {each.now[name]}, and {each.lock} was made for {locked}"
    line = line_of(snapshot.text(each.package.path) or "", f'"{name}"')
    return Observation(message=message, location=Location(path=each.package.path, line=line))


def _excludes(bound: str, version: str) -> bool:
    try:
        return not SpecifierSet(bound).contains(Version(version), prereleases=True)
    except (InvalidSpecifier, InvalidVersion):
        return False


def _disjoint(one: str, two: str) -> bool:
    """Whether no version fits both; tried are the versions they name and those around them."""
    try:
        first, second = SpecifierSet(one), SpecifierSet(two)
        named = [each.version.removesuffix(".*") for each in (*first, *second)]
        tried = [Version(name) for name in named]
        tried += [Version(f"{name}.0.1") for name in named if Version(name).pre is None]
        tried += [Version("99999"), Version("0")]
    except (InvalidSpecifier, InvalidVersion):
        return False
    both = first & second
    return not any(both.contains(version, prereleases=True) for version in tried)
