import { createHash } from "node:crypto";
import type { Severity } from "../findings/finding";
import type { Report } from "../report/report";
import { ALL_RULES } from "../rules/all-rules";

const LEVELS: Readonly<Record<Severity, string>> = { blocked: "error", attention: "warning", info: "note" };

/** SARIF 2.1.0. @param planPath the path of the plan, which is the location of every finding. */
export function sarif(report: Report, planPath: string): string {
  const rules = ALL_RULES.map(({ code, severity, says }) => ({
    id: code,
    shortDescription: { text: says },
    defaultConfiguration: { level: LEVELS[severity] },
  }));
  const fingerprints = fingerprintsOf(report);
  const results = report.findings.map((finding, at) => ({
    ruleId: finding.code,
    ruleIndex: ALL_RULES.findIndex(({ code }) => code === finding.code),
    level: LEVELS[finding.severity],
    message: { text: `${finding.effect} ${finding.remedy}`.trim() },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(planPath) }, region: { startLine: 1 } },
        ...(finding.address === ""
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: finding.address, kind: "resource" }] }),
      },
    ],
    partialFingerprints: { "codeAndAddress/v1": fingerprints[at] },
    ...(finding.exception === null
      ? {}
      : {
          suppressions: [{ kind: "external", justification: finding.exception.reason }],
        }),
  }));
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "netfoundry-scim review", rules } }, results }],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Tells the findings apart over several runs. The second finding of one code and address counts along. */
function fingerprintsOf({ findings }: Report): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, address }) => {
    const name = `${code} ${address}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return fingerprint(count === 1 ? name : `${name} ${count}`);
  });
}

function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
