import type { SlotFinding, SlotReport, StatusReport, TokenReport, Verdict } from "../report/report";
import { distanceWords, instantWords } from "../report/words";
import { drawBars } from "./bar";
import { MARKS, type Mark, marksOf } from "./marks";

export type Style = "bold" | "dim" | "green" | "red" | "yellow" | "cyan";

/** What the reader's screen can show. */
export interface Screen {
  readonly columns: number;
  readonly unicode: boolean;
  /** Colours a text, or leaves it as it is. */
  readonly paint: (style: Style, text: string) => string;
  /** Breaks a text into lines of at most `width`. */
  readonly wrap: (text: string, width: number) => readonly string[];
}

const COLOURS: Readonly<Record<SlotFinding["severity"] | Verdict, Style>> = {
  clean: "green",
  info: "cyan",
  attention: "yellow",
  blocked: "red",
};
const INDENT = "  ";
/** A wider picture would be harder to read. */
const WIDEST = 100;

const NO_SLOT =
  "The state has no netfoundry_scim_token. Give the state of the configuration that has one, or ask the " +
  "API: netfoundry-scim token status.";

/** The report for a person: for each token its verdict, its findings, and its time from left to right. */
export function picture(report: StatusReport, screen: Screen): string {
  const at = Date.parse(report.at);
  return [
    screen.paint("bold", screen.paint(COLOURS[report.verdict], headline(report))),
    ...(isStateWithoutSlot(report) ? screen.wrap(NO_SLOT, Math.min(screen.columns - 1, WIDEST)) : []),
    ...report.slots.flatMap((slot) => ["", ...slotLines(slot, at, screen)]),
    "",
  ].join("\n");
}

function isStateWithoutSlot({ sources, slots }: StatusReport): boolean {
  return sources.includes("state") && slots.length === 0;
}

function headline({ slots, verdict }: StatusReport): string {
  const count = (wanted: Verdict) => slots.filter((slot) => slot.verdict === wanted).length;
  const verdicts = (["blocked", "attention", "clean"] as const).filter((wanted) => count(wanted) > 0);
  const tokens = slots.length === 1 ? "1 token" : `${slots.length || "no"} tokens`;
  if (verdicts.length < 2) return `${verdict}: ${tokens}`;
  return `${verdict}: ${tokens}, ${verdicts.map((wanted) => `${count(wanted)} ${wanted}`).join(", ")}`;
}

function slotLines(slot: SlotReport, at: number, screen: Screen): string[] {
  const { paint, columns, wrap } = screen;
  const width = Math.min(columns - 1, WIDEST) - INDENT.length;
  const integration =
    slot.integrationName === null
      ? `SCIM integration ${slot.integrationId}`
      : `SCIM integration "${plain(slot.integrationName)}" (${slot.integrationId})`;
  const marks = marksOf(slot, at);
  const former = slot.formerToken?.endsAt ?? null;
  const bars =
    marks.length === 0
      ? []
      : drawBars(marks, former === null ? null : Date.parse(former), { ...screen, width });
  return [
    `${paint(COLOURS[slot.verdict], slot.verdict)}  ` +
      `${paint("bold", plain(titleOf(slot)))}  ${paint("dim", slot.standing)}`,
    ...wrap(integration, width),
    ...slot.findings.flatMap((finding) => findingLines(finding, width, screen)),
    ...(bars.length === 0 ? [] : ["", ...bars, "", ...legend(slot, marks, at, screen)]),
  ].map((line, index) => (index === 0 || line === "" ? line : `${INDENT}${line}`));
}

function titleOf({ address, integrationName, integrationId }: SlotReport): string {
  return address ?? integrationName ?? integrationId;
}

function findingLines({ says, remedy, severity }: SlotFinding, width: number, screen: Screen): string[] {
  const { paint, wrap } = screen;
  return [
    ...wrap(plain(says), width).map((line) => paint(COLOURS[severity], line)),
    ...(remedy === "" ? [] : wrap(plain(remedy), width)),
  ];
}

function legend(
  { token, formerToken }: SlotReport,
  marks: readonly Mark[],
  at: number,
  screen: Screen,
): string[] {
  if (token === null) return [];
  const row = (symbol: string, label: string, words: string) => `${symbol} ${label.padEnd(17)} ${words}`;
  const when = (instant: string) => `${instantWords(instant)}  ${distanceWords(instant, at)}`;
  const rows = marks.map(({ kind, at: time }) => {
    const instant = new Date(time).toISOString();
    const mark = MARKS[kind];
    const words = kind === "now" ? instantWords(instant) : when(instant);
    return row(screen.unicode ? mark.unicode : mark.ascii, mark.label, words);
  });
  return [
    ...rows,
    ...(token.lastUsedAt === null ? [row(" ", MARKS.used.label, useWords(token))] : []),
    ...(token.endsAt === null ? [row(" ", MARKS.ends.label, "never")] : []),
    ...(formerToken?.endsAt == null
      ? []
      : [row(screen.unicode ? "┘" : "F", "former token ends", when(formerToken.endsAt))]),
    screen.paint("dim", tokenWords(token)),
  ];
}

function useWords({ isUseKnown }: TokenReport): string {
  return isUseKnown ? "never" : "not known without the API (--live)";
}

function tokenWords({ id, generation, storage }: TokenReport): string {
  return [`token ${id}`, generation && `generation ${generation}`, storage && `storage ${storage}`]
    .filter(Boolean)
    .join(", ");
}

/** Without control characters, which a name could bring to the terminal. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}
