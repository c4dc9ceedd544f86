import type { Severity } from "../findings/finding";
import type { Report, ReportFinding } from "../report/report";
import { changeLine, headline, numbers, place } from "./headline";
import { plainText } from "./plain-text";

export type Style = "bold" | "dim" | "green" | "red" | "yellow" | "cyan";

/** What the reader's screen can show. */
export interface Screen {
  /** Colours a text, or leaves it as it is. */
  readonly paint: Paint;
  /** Breaks a text into lines that fit behind an indent. Without it no line is broken. */
  readonly wrap?: (text: string, indent: number) => readonly string[];
}

type Paint = (style: Style, text: string) => string;

/** Where the texts of a finding begin. */
const INDENT = 10;

const COLOURS: Readonly<Record<Severity, Style>> = { blocked: "red", attention: "yellow", info: "cyan" };
const VERDICT_COLOURS = { clean: "green", attention: "yellow", blocked: "red" } as const;

/** The report for a person at a terminal. */
export function terminal(report: Report, screen: Screen): string {
  const { paint } = screen;
  return [
    paint("bold", paint(VERDICT_COLOURS[report.verdict], plainText(headline(report)))),
    ...report.findings.flatMap((finding) => ["", ...findingLines(finding, screen)]),
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

function findingLines(finding: ReportFinding, { paint, wrap = (text) => [text] }: Screen): string[] {
  const { severity, code, instances, effect, remedy, samples, exception } = finding;
  const count = instances.length === 0 ? "" : ` (${instances.length} instances)`;
  const share = numbers(finding) === "" ? "" : ` (${numbers(finding)})`;
  const lines = (text: string, style?: Style) =>
    wrap(plainText(text), INDENT).map(
      (line) => " ".repeat(INDENT) + (style === undefined ? line : paint(style, line)),
    );
  return [
    `${paint(COLOURS[severity], severity.padEnd(9))} ` +
      `${paint("bold", plainText(place(finding)))}${count}  ${paint("dim", code)}`,
    ...lines(`${effect}${share}`),
    ...samples.flatMap(({ what, before, after }) =>
      lines(`${what}: ${before ?? "none"} -> ${after ?? "none"}`),
    ),
    ...(remedy === "" ? [] : lines(remedy, "dim")),
    ...(exception === null ? [] : lines(`Accepted until ${exception.until}: ${exception.reason}`, "green")),
  ];
}
