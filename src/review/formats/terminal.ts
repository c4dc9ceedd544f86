import type { Severity } from "../findings/finding";
import type { Report, ReportFinding } from "../report/report";
import { changeLine, headline, numbers, place } from "./headline";
import { plainText } from "./plain-text";

export type Style = "bold" | "dim" | "green" | "red" | "yellow" | "cyan";

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const COLOURS: Readonly<Record<Severity, Style>> = { blocked: "red", attention: "yellow", info: "cyan" };
const VERDICT_COLOURS = { clean: "green", attention: "yellow", blocked: "red" } as const;

/** The report for a person at a terminal. */
export function terminal(report: Report, paint: Paint): string {
  return [
    paint("bold", paint(VERDICT_COLOURS[report.verdict], plainText(headline(report)))),
    ...report.findings.flatMap((finding) => ["", ...findingLines(finding, paint)]),
    "",
    ...report.objects.flatMap((object) => [
      `${object.action.padEnd(8)} ` +
        `${plainText(object.address)}${object.instances === 1 ? "" : ` (${object.instances} instances)`}`,
      ...object.attributes.map(({ path, before, after }) =>
        paint(
          "dim",
          plainText(object.action === "create" ? `${path}: ${after}` : `${path}: ${before} -> ${after}`),
        ).replace(/^/, "           "),
      ),
    ]),
    ...(report.objects.length === 0 ? [] : [""]),
    ...report.notes.map((note) => paint("dim", note)),
    paint("dim", `${changeLine(report)}.`),
    "",
  ].join("\n");
}

function findingLines(finding: ReportFinding, paint: Paint): string[] {
  const { severity, code, instances, effect, remedy, samples, exception } = finding;
  const count = instances.length === 0 ? "" : ` (${instances.length} instances)`;
  const share = numbers(finding) === "" ? "" : ` (${numbers(finding)})`;
  return [
    `${paint(COLOURS[severity], severity.padEnd(9))} ` +
      `${paint("bold", plainText(place(finding)))}${count}  ${paint("dim", code)}`,
    `          ${plainText(effect)}${share}`,
    ...samples.map(
      ({ what, before, after }) =>
        `          ${plainText(`${what}: ${before ?? "none"} -> ${after ?? "none"}`)}`,
    ),
    ...(remedy === "" ? [] : [`          ${paint("dim", plainText(remedy))}`]),
    ...(exception === null
      ? []
      : [`          ${paint("green", plainText(`Accepted until ${exception.until}: ${exception.reason}`))}`]),
  ];
}
