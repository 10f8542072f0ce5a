"""The action's job: read GitHub's event, judge what the workflow checked out, publish."""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from readiness.claims.evidence import CheckRun
from readiness.claims.statements import Text
from readiness.github import outputs, read
from readiness.github.checks import checks
from readiness.github.client import ApiError, connect
from readiness.github.event import EventError, Subject, subject
from readiness.github.publish import Published, publish
from readiness.judge.conditions import Occasion
from readiness.model import ClaimVerdict, Report, Source, SourceKind, Verdict
from readiness.policies import RunError
from readiness.policy.chain import UnreadableError
from readiness.policy.source import PolicyError
from readiness.render import as_json, check, comment, html, refusal, summary
from readiness.render.links import Links
from readiness.repository.git import Git
from readiness.run import Proposal, holds
from readiness.run import check as judge
from readiness.settings import GitHub, Settings, from_action

OK, HOLDS, WRONG = 0, 1, 2
FOLDER = "readiness-report"


def act(environment: Mapping[str, str]) -> int:
    """Do the job once and return the exit status. Raises SettingsError, RunError."""
    settings, hub = from_action(environment)
    return _Job(settings, hub).do()


class _Job:
    """One start of the action."""

    def __init__(self, settings: Settings, hub: GitHub) -> None:
        self.settings = settings
        self.hub = hub
        self.subject = _subject(hub)
        self.client = connect(api_url=hub.api_url, repository=hub.repository, token=hub.token)
        self.git = Git(settings.root)
        self.links = Links(
            server=hub.server_url,
            repository=hub.repository,
            commit=self.subject.head_sha,
            run_id=hub.run_id,
        )

    def do(self) -> int:
        try:
            report = judge(self.settings, self.proposal())
        except (PolicyError, RunError) as error:
            self.refuse(error)
            return WRONG
        except Exception as error:
            self.refuse(RunError(f"Readiness itself broke down ({type(error).__name__})"))
            raise
        self.tell(report, self.publish(report))
        return HOLDS if holds(report, self.settings.fail_on) else OK

    def proposal(self) -> Proposal:
        """What is judged, as the event and the checkout tell it."""
        checked_out = self.git.head()
        parents = self.git.parents(checked_out) if checked_out else ()
        merged = self.subject.head_sha in parents[1:]
        base = self.settings.base or (parents[0] if merged else self.subject.base_sha)
        return Proposal(
            base=base,
            texts=self.texts(),
            commits=self.commits(),
            checks=self.checks(),
            at_base=lambda path: self.at_base(base, path),
            fetch=self.fetch,
            occasion=Occasion(
                event=self.subject.event,
                labels=self.subject.labels if self.subject.pull_request is not None else None,
                base=self.subject.base_ref,
            ),
            void="" if merged else self.void(checked_out),
        )

    def void(self, checked_out: str | None) -> str:
        """Why what the workflow checked out is not what is judged, or ''."""
        if checked_out == self.subject.head_sha:
            return ""
        found = f"commit {checked_out[:12]}" if checked_out else "no git checkout"
        return (
            f"The workspace holds {found}, neither the judged commit "
            f"{self.subject.head_sha[:12]} nor its merge, so nothing measured there counts. "
            "Give actions/checkout the ref to judge."
        )

    def texts(self) -> tuple[Text, ...]:
        if self.subject.pull_request is None:
            return ()
        source = Source(kind=SourceKind.PULL_REQUEST, reference=str(self.subject.pull_request))
        return (Text(source=source, text=f"{self.subject.title}\n\n{self.subject.body}"),)

    def commits(self) -> tuple[tuple[str, str], ...]:
        number = self.subject.pull_request
        if number is None:
            return self.subject.commits
        try:
            return read.commits(self.client, number)
        except ApiError as error:
            self.log("warning", f"The commits' messages are not known: {error}.")
            return ()

    def checks(self) -> tuple[CheckRun, ...] | None:
        try:
            return checks(self.client, self.subject.head_sha)
        except ApiError as error:
            self.log("notice", f"The commit's other checks are not known: {error}.")
            return None

    def at_base(self, base: str | None, path: str) -> bytes | None:
        """A file of a base commit that the clone lacks. Raises RunError if GitHub fails."""
        if base is None:
            return None
        try:
            return read.content(self.client, path, base)
        except ApiError as error:
            raise RunError(f"policy: the base's {path} is not known: {error}") from error

    def fetch(self, repository: str, path: str, commit: str) -> bytes:
        """A file of another repository, with the same token. Raises UnreadableError."""
        try:
            content = read.content(self.client.of(repository), path, commit)
        except ApiError as error:
            raise UnreadableError(str(error)) from error
        if content is None:
            raise UnreadableError("that commit has no such file")
        return content

    def publish(self, report: Report) -> Published:
        text = comment.render(report, self.links)
        return publish(
            self.client,
            self.subject,
            name=self.settings.check_name,
            check=check.render(report, self.links),
            comment=text if self.settings.comment != "off" else None,
            mode=self.settings.comment,
            state=_state(report),
            has_problems=report.verdict is not Verdict.READY
            or bool(report.claims(ClaimVerdict.CONTRADICTED)),
            details_url=self.links.run_page(),
        )

    def tell(self, report: Report, published: Published) -> None:
        """Write the job's summary, outputs, report files and log."""
        folder = _folder(self.settings.root)
        files = {
            "report.json": as_json.render(report, self.links),
            "comment.md": comment.render(report, self.links),
            "report.html": html.render(report, self.links),
        }
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        for problem in published.problems:
            self.log("warning", problem)
        self.summarise(summary.render(report, self.links))
        self.put(
            {
                "verdict": report.verdict,
                "score": str(report.assessment.score),
                "claims-confirmed": str(len(report.claims(ClaimVerdict.CONFIRMED))),
                "claims-contradicted": str(len(report.claims(ClaimVerdict.CONTRADICTED))),
                "claims-unsupported": str(len(report.claims(ClaimVerdict.UNSUPPORTED))),
                "check-run-url": published.check_run_url or "",
                "comment-url": published.comment_url or "",
                "report": (folder / "report.json").relative_to(self.settings.root).as_posix(),
            }
        )
        print(f"Readiness: {report.verdict}, score {report.assessment.score}")

    def refuse(self, error: Exception) -> None:
        """Say on the commit that it could not be judged: a check that fails, never none."""
        refused = refusal.render(str(error))
        published = publish(
            self.client,
            self.subject,
            name=self.settings.check_name,
            check=refused,
            comment=None,
            details_url=self.links.run_page(),
        )
        self.log("error", str(error))
        for problem in published.problems:
            self.log("warning", problem)
        self.summarise(f"{refused.title}\n\n{refused.summary}")
        self.put({"verdict": Verdict.NOT_ASSESSED, "check-run-url": published.check_run_url or ""})

    def summarise(self, text: str) -> None:
        if self.hub.summary:
            outputs.write_summary(self.hub.summary, text)

    def put(self, values: Mapping[str, str]) -> None:
        if self.hub.output:
            outputs.write_outputs(self.hub.output, values)

    def log(self, level: outputs.Level, message: str) -> None:
        print(outputs.command(level, message, title="Readiness"), flush=True)


def _subject(hub: GitHub) -> Subject:
    try:
        payload = json.loads(hub.event_path.read_bytes())
        return subject(hub.event_name, payload if isinstance(payload, dict) else {}, sha=hub.sha)
    except (OSError, ValueError) as error:
        raise RunError(f"GITHUB_EVENT_PATH: the event can't be read: {error}") from error
    except EventError as error:
        raise RunError(str(error)) from error


def _state(report: Report) -> str:
    """What the comment's answer comes to, so that ``comment: changes`` can tell a new one."""
    answer = [report.verdict, str(report.assessment.score)]
    answer += sorted(f"{each.verdict} {each.claim.quote}" for each in report.judgements)
    return hashlib.sha256("\n".join(answer).encode()).hexdigest()[:16]


def _folder(root: Path) -> Path:
    """A folder of ours in the workspace; another name where something hostile holds ours."""
    folder = root / FOLDER
    if not folder.exists() and not folder.is_symlink():
        folder.mkdir()
    if folder.is_symlink() or not folder.is_dir() or not all(map(_is_plain, folder.iterdir())):
        folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}-", dir=root))
        folder.chmod(0o755)
    return folder


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
