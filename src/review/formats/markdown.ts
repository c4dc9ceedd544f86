import type { Severity } from "../findings/finding";
import type { Report, ReportFinding, ReportObject } from "../report/report";
import { code, escapeMarkdown } from "./escape-markdown";
import { changeLine, headline, numbers } from "./headline";

/** By this line a pipeline finds its comment again. */
export const COMMENT_MARKER = "<!-- netfoundry-scim review -->";

/** GitHub refuses a comment of 65,536 characters and more. Counted in bytes, it fits however they count. */
const MOST_BYTES = 60_000;

/** A line shows so many samples; the JSON report has them all. */
const MOST_SAMPLES = 3;

const SIGNS: Readonly<Record<Severity, string>> = { blocked: "⛔", attention: "⚠️", info: "ℹ️" };
const VERDICT_SIGNS = { clean: "✅", attention: "⚠️", blocked: "⛔" } as const;

/** A comment for a pull request: verdict first, one line a finding, then what changes. */
export function markdown(report: Report): string {
  const head = [
    COMMENT_MARKER,
    `## ${VERDICT_SIGNS[report.verdict]} ${escapeMarkdown(headline(report))}`,
    "",
  ];
  const end = [
    ...report.notes.map((note) => `_${escapeMarkdown(note)}_`),
    `_netfoundry-scim review: ${changeLine(report)}._`,
  ];
  const findings = fitting(
    report.findings.map(findingLines),
    MOST_BYTES - bytes([...head, ...end].join("\n")) - 2_000,
  );
  const used = bytes([...head, ...end, ...findings.lines].join("\n"));
  const objects = fitting(report.objects.map(objectLines), MOST_BYTES - used - 1_000);
  const isCut = findings.left + objects.left > 0;
  return [
    ...head,
    ...(isCut ? [cutNotice(findings.left, objects.left), ""] : []),
    ...findings.lines,
    ...(findings.lines.length === 0 ? [] : [""]),
    ...(objects.lines.length === 0
      ? []
      : ["<details><summary>Before and after</summary>", "", ...objects.lines, "", "</details>", ""]),
    ...end,
    "",
  ].join("\n");
}

function cutNotice(findings: number, objects: number): string {
  const parts = [
    ...(findings === 0 ? [] : [`${findings} findings`]),
    ...(objects === 0 ? [] : [`what changes on ${objects} objects`]),
  ];
  return (
    `> [!CAUTION]\n> **This report is cut: ${parts.join(" and ")} did not fit.** ` +
    "The gravest findings stand first. The JSON report has them all."
  );
}

function findingLines(finding: ReportFinding): string[] {
  const { severity, effect, remedy, address, instances, exception, samples } = finding;
  const where = address === "" ? "" : ` ${code(address)}`;
  const count = instances.length === 0 ? "" : ` (${instances.length} instances)`;
  const share = numbers(finding) === "" ? "" : ` (${numbers(finding)})`;
  const advice = remedy === "" ? "" : ` *${escapeMarkdown(remedy)}*`;
  const accepted =
    exception === null ? "" : ` _Accepted until ${exception.until}: ${escapeMarkdown(exception.reason)}_`;
  const shown = samples
    .slice(0, MOST_SAMPLES)
    .map(
      ({ what, before, after }) =>
        `${escapeMarkdown(what)} ${code(before ?? "none")} → ${code(after ?? "none")}`,
    );
  const examples = shown.length === 0 ? "" : ` For example ${shown.join("; ")}.`;
  return [
    `- ${SIGNS[severity]} **${finding.code}**${where}${count}: ` +
      `${escapeMarkdown(upper(effect))}${share}${examples}${advice}${accepted}`,
  ];
}

function objectLines({ address, instances, action, previousAddress, attributes }: ReportObject): string[] {
  const count = instances === 1 ? "" : ` (${instances} instances)`;
  const from = previousAddress === null ? "" : `, before ${code(previousAddress)}`;
  return [
    `- **${action}** ${code(address)}${count}${from}`,
    ...attributes.map(({ path, meaning, before, after }) => {
      const label = meaning === "" ? code(path) : `${escapeMarkdown(meaning)} (${code(path)})`;
      return action === "create"
        ? `  - ${label}: ${code(after)}`
        : `  - ${label}: ${code(before)} → ${code(after)}`;
    }),
  ];
}

/** As many entries as fit, and the number of those that do not. */
function fitting(
  entries: readonly string[][],
  limit: number,
): { readonly lines: string[]; readonly left: number } {
  const lines: string[] = [];
  let used = 0;
  for (const [at, entry] of entries.entries()) {
    used += bytes(entry.join("\n")) + 1;
    if (used > limit) return { lines, left: entries.length - at };
    lines.push(...entry);
  }
  return { lines, left: 0 };
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
