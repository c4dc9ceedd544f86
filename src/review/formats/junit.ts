import type { Report, ReportFinding } from "../report/report";
import { escapeXml } from "./escape-xml";
import { plainText } from "./plain-text";

const SUITE = "netfoundry-scim review";

/** JUnit's XML: a test case a finding. What blocks or needs attention is a failure. */
export function junit({ findings }: Report): string {
  const failures = findings.filter(isFailure).length;
  const cases =
    findings.length === 0 ? ['  <testcase classname="review" name="plan"/>'] : findings.map(caseOf);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${SUITE}" tests="${cases.length}" failures="${failures}">`,
    ` <testsuite name="${SUITE}" tests="${cases.length}" failures="${failures}">`,
    ...cases,
    " </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseOf(finding: ReportFinding): string {
  const { code, severity, address, effect, remedy } = finding;
  const head = `  <testcase classname="${safe(code)}" name="${safe(address === "" ? "plan" : address)}">`;
  const text = safe(`${effect} ${remedy}`);
  const body = isFailure(finding)
    ? `   <failure type="${severity}" message="${safe(effect)}">${text}</failure>`
    : `   <system-out>${text}</system-out>`;
  return [head, body, "  </testcase>"].join("\n");
}

function isFailure({ severity }: ReportFinding): boolean {
  return severity !== "info";
}

function safe(text: string): string {
  return escapeXml(plainText(text));
}
