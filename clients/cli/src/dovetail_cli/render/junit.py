"""A report as JUnit XML, for build servers: a failed test case for each cause that decides the verdict."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dovetail_cli.render.evidence import evidence
from dovetail_cli.render.view import Cause, View
from dovetail_cli.safe import printable

_WIDTH = 100


def document(view: View, *, path: str | None) -> str:
    """The whole file; a change without a finding has one test case that passes."""
    failed = {id(cause.finding) for cause in view.causes}
    findings = view.findings
    skipped = sum(cause.is_waived for cause in findings)
    counts = {
        "tests": str(max(len(findings), 1)),
        "failures": str(len(failed)),
        "errors": "0",
        "skipped": str(skipped),
        "time": "0",
    }
    # The root has no `skipped` in the structure that build servers share.
    suites = Element("testsuites", {name: value for name, value in counts.items() if name != "skipped"})
    suite = SubElement(
        suites, "testsuite", {"name": f"dovetail check {path or view.names.head_source}", **counts}
    )
    for cause in findings:
        _case(suite, cause, view, failed=id(cause.finding) in failed)
    if not findings:
        SubElement(suite, "testcase", {"classname": "dovetail", "name": "no change", "time": "0"})
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _case(suite: Element, cause: Cause, view: View, *, failed: bool) -> None:
    names = {"classname": cause.title, "name": f"{cause.subject}: {cause.message}", "time": "0"}
    case = SubElement(suite, "testcase", names)
    if failed:
        failure = SubElement(case, "failure", {"type": cause.level, "message": cause.message})
        failure.text = "\n".join(_explanation(cause, view))
    elif waived := cause.finding["waived"]:
        SubElement(case, "skipped", {"message": printable(f"waived: {waived.get('reason', '')}")})


def _explanation(cause: Cause, view: View) -> Iterable[str]:
    yield printable(f"{cause.direction} of {cause.reach}")
    if place := cause.place(view.names):
        yield place
    yield printable(cause.told(view.names))
    if cause.witness:
        yield from evidence(cause.witness, width=_WIDTH)
        yield cause.ruling(view.names)
