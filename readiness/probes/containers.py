"""How it is deployed: an image or manifest that starts it, and whether CI builds the image."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, undecided, unsuitable
from readiness.probes._files import COMPOSE, effective, images, line_of, own
from readiness.probes._pipeline import PIPELINE, commands, pipelines
from readiness.probes._service import NO_SERVICE, service
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import File, Role, Snapshot

STARTS = re.compile(r"^[ \t]*(CMD|ENTRYPOINT)\s+\S", re.MULTILINE | re.IGNORECASE)
BASE = re.compile(r"^[ \t]*FROM\s+(?:--\S+\s+)*(\S+)", re.MULTILINE | re.IGNORECASE)
WORKLOAD = re.compile(
    r"^kind:\s*(Deployment|StatefulSet|DaemonSet|Rollout|Application|Kustomization)\b", re.MULTILINE
)
OTHER = re.compile(
    r"(^|/)(Chart\.yaml|Procfile|fly\.toml|render\.yaml|app\.yaml|vercel\.json|netlify\.toml|"
    r"wrangler\.(toml|jsonc?)|serverless\.ya?ml|template\.ya?ml|skaffold\.yaml|captain-definition|"
    r"railway\.(json|toml)|nixpacks\.toml|cdk\.json|Pulumi\.yaml|[\w.@-]+\.service)$"
)
BUILDERS = re.compile(r"\b(jib|build-image|bootBuildImage|dockerBuild|docker-maven-plugin)\b")
BUILT = re.compile(r"^[ \t]+build\s*:", re.MULTILINE)
PLANNED = re.compile(r"\b(kubernetes|k8s|helm|docker|terraform|ecs|container)", re.IGNORECASE)
GUIDE = re.compile(r"deploy", re.IGNORECASE)
BUILD = re.compile(
    r"\b(docker|podman|buildah|nerdctl)\b[^\n;|&]*\b(build|bud|bake)\b|\bcompose\b[^\n;|&]*\bbuild\b"
    r"|\bcompose\b[^\n;|&]*--build|docker/(build-push|bake)-action|redhat-actions/buildah-build"
    r"|kaniko|\bjib|build-image|bootBuildImage|\bko (build|publish)|\bpack build|depot/build"
    r"|gcloud builds submit|\bmake [\w-]*(docker|image|container)s?(-build)?(\s|$)"
    r"|elgohr/Publish-Docker|docker[/-]\w*build",
    re.IGNORECASE,
)


@probe("operations.container", severity=Severity.NOTE, effort=Effort.HOURS)
def container(snapshot: Snapshot) -> Iterator[Observation]:
    """What deploys the service is part of the repository.

    Why: A deployment that only somebody's memory or a document describes can't be repeated or
    reviewed.

    How: For services: an image file that has a base and starts something, a manifest of Kubernetes,
    Helm, compose, systemd or a platform, or a build tool that makes the image. The guide that
    speaks of such a deployment without it is named.

    Fix: Commit the Dockerfile and the manifests that the service is deployed with.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No deployment is needed: {NO_SERVICE}")
        return
    for path in images(snapshot):
        text = snapshot.text(path) or ""
        starts = STARTS.search(text)
        if BASE.search(text) and starts:
            line = text.count("\n", 0, starts.end()) + 1
            yield shown("An image of the service is defined", Location(path=path, line=line))
            return
    manifest = _manifest(snapshot)
    if manifest:
        yield shown("A deployment of the service is defined", manifest)
        return
    hollow = images(snapshot)
    if hollow:
        place = Location(path=hollow[0], line=1)
        yield absent(snapshot, "This image has no base or starts nothing", place)
        return
    yield absent(snapshot, *_missing(snapshot))


@probe("operations.image-built", severity=Severity.NOTE, effort=Effort.HOURS)
def image_built(snapshot: Snapshot) -> Iterator[Observation]:
    """Continuous integration builds the container image.

    Why: An image that is only built on release fails there.

    How: Where a container image is defined: a step of a workflow that builds one. Where the
    workflows call others' or scripts, or there are none, the answer is unknown.

    Fix: Build the image in the workflow of each change, without publishing it.
    """
    found = images(snapshot)
    if not found:
        yield unsuitable("Nothing is to be built: no container image is defined")
        return
    place = Location(path=found[0], line=1)
    ran = snapshot.once(commands)
    for each in ran:
        if BUILD.search(each.text):
            yield shown("A workflow builds the image", each.location, place)
            return
    if not snapshot.once(pipelines):
        yield undecided("What builds the image is not in the repository", place)
    elif any(each.elsewhere for each in ran):
        message = "No workflow builds the image itself; what else they call was not read"
        yield undecided(message, place)
    else:
        yield absent(snapshot, "No workflow builds this image", place)


def _manifest(snapshot: Snapshot) -> Location | None:
    for file in own(snapshot):
        if file.role is not Role.DOCUMENT and not PIPELINE.search(file.path):
            words = _deploys(snapshot, file)
            if words is not None:
                line = line_of(snapshot.text(file.path) or "", words) if words else 1
                return Location(path=file.path, line=line)
    return None


def _deploys(snapshot: Snapshot, file: File) -> str | None:
    """The words of a file that deploy the service, '' for all of it; None where nothing does."""
    if file.language == "terraform":
        return ""
    if OTHER.search(file.path):
        text = snapshot.text(file.path) or ""
        return "" if not file.name.startswith("template.") or "AWS::" in text else None
    if file.name in {"pom.xml", "build.gradle", "build.gradle.kts"}:
        pattern = BUILDERS
    elif COMPOSE.search(file.path):
        pattern = BUILT
    elif file.language == "yaml":
        pattern = WORKLOAD
    else:
        return None
    found = pattern.search(effective(snapshot.text(file.path) or ""))
    return found[0].strip() if found else None


def _missing(snapshot: Snapshot) -> tuple[str, Location | None]:
    """The document that speaks of a deployment which is not there, if there is one."""
    message = "Nothing in the repository deploys the service"
    guides = (each for each in snapshot.of(roles=(Role.DOCUMENT,)) if GUIDE.search(each.name))
    for file in sorted(guides, key=lambda each: ("architecture" not in each.name, each.path)):
        found = PLANNED.search(snapshot.text(file.path) or "")
        if found:
            message += f", though this document speaks of {found[0].lower()}"
            return message, Location(path=file.path, line=1)
    return message, None
