import type { Count } from "../../contract/sign-in/count";
import type { Report, ReportPeople } from "../report/report";
import { escapeXml } from "./escape-xml";
import { headline } from "./headline";

const WIDTH = 860;
const BAR_TOP = 96;
const BAR_HEIGHT = 260;
const BAR_WIDTH = 22;
const LEFT = 40;
const RIGHT = 520;
const GAP = 14;
/** A group of people is drawn at least so high, so that one person is seen beside a thousand. */
const LEAST = 26;

const STYLE = [
  "text{font:15px system-ui,'Segoe UI',Helvetica,Arial,sans-serif;fill:#22222a}",
  ".h{font-size:20px;font-weight:600}",
  ".n{font-weight:600}",
  ".s{fill:#5d6779;font-size:13px}",
].join("");

interface Group {
  readonly label: string;
  readonly colour: string;
  readonly count: Count;
}

/**
 * An SVG of the people whom the plan affects: who they are today, and what becomes of their sign-in. It loads
 * nothing and runs nothing.
 */
export function picture(report: Report): string {
  const { people } = report;
  const groups = people === null ? [] : groupsOf(people);
  const height = people === null ? 150 : Math.max(BAR_TOP + BAR_HEIGHT, bottomOf(groups)) + 56;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ` +
      `${WIDTH} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(headline(report))}</title>`,
    `<style>${STYLE}</style>`,
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff" stroke="#d4d9e2"/>`,
    `<text class="h" x="${LEFT}" y="46">${escapeXml(headline(report))}</text>`,
    ...(people === null
      ? [`<text class="s" x="${LEFT}" y="92">${escapeXml(withoutPeople(report))}</text>`]
      : flow(people, groups)),
    ...report.notes.map((note) => `<text class="s" x="${LEFT}" y="${height - 22}">${escapeXml(note)}</text>`),
    "</svg>",
    "",
  ].join("\n");
}

function withoutPeople({ findings }: Report): string {
  const hasMore = findings.some(({ severity }) => severity !== "info");
  return hasMore
    ? "Nobody's sign-in is known to change. Read the findings: they are about more than that."
    : "This plan changes nobody's sign-in.";
}

function groupsOf(people: ReportPeople): readonly Group[] {
  const groups = [
    { label: "can no longer sign in", colour: "#e5243f", count: people.lose },
    { label: "need another token", colour: "#f5a93d", count: people.needAnotherToken },
    { label: "need a second factor as well", colour: "#2f7fd6", count: people.needSecondFactor },
    { label: "get another external ID", colour: "#7b5fd0", count: people.rekeyed },
    { label: "sign in as before", colour: "#1f9d55", count: people.keep },
  ];
  return groups.filter(({ count }) => count.atMost !== 0);
}

function flow(people: ReportPeople, groups: readonly Group[]): string[] {
  const heights = groupHeights(groups);
  const total = heights.reduce((sum, height) => sum + height, 0);
  let from = BAR_TOP;
  let to = BAR_TOP;
  const bands = groups.flatMap(({ label, colour, count }, at) => {
    const height = heights[at] ?? LEAST;
    const band = [bandPath(from, to, height, colour), ...target(to, height, colour, count, label)];
    from += height;
    to += height + GAP;
    return band;
  });
  return [
    `<text class="s" x="${LEFT}" y="${BAR_TOP - 14}">before</text>`,
    `<text class="s" x="${RIGHT}" y="${BAR_TOP - 14}">after</text>`,
    ...bands,
    `<rect x="${LEFT}" y="${BAR_TOP}" width="${BAR_WIDTH}" height="${total}" rx="3" fill="#434c5e"/>`,
    `<text class="n" x="${LEFT + BAR_WIDTH + 10}" y="${BAR_TOP + 20}">${escapeXml(words(people.all))}</text>`,
  ];
}

function bandPath(from: number, to: number, height: number, colour: string): string {
  const [x1, x2] = [LEFT + BAR_WIDTH, RIGHT];
  const middle = (x1 + x2) / 2;
  return (
    `<path d="M${x1} ${from}C${middle} ${from} ${middle} ${to} ${x2} ${to}V${to + height}` +
    `C${middle} ${to + height} ${middle} ${from + height} ${x1} ${from + height}Z" ` +
    `fill="${colour}" fill-opacity="0.25"/>`
  );
}

function target(y: number, height: number, colour: string, count: Count, label: string): string[] {
  const middle = y + height / 2 + 5;
  return [
    `<rect x="${RIGHT}" y="${y}" width="${BAR_WIDTH}" height="${height}" rx="3" fill="${colour}"/>`,
    `<text x="${RIGHT + BAR_WIDTH + 12}" y="${middle}"><tspan ` +
      `class="n">${escapeXml(words(count))}</tspan> ${escapeXml(label)}</text>`,
  ];
}

function groupHeights(groups: readonly Group[]): number[] {
  const sizes = groups.map(({ count }) => count.atMost ?? 1);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => Math.max(LEAST, Math.round((BAR_HEIGHT * size) / all)));
}

function bottomOf(groups: readonly Group[]): number {
  return groupHeights(groups).reduce((sum, height) => sum + height + GAP, BAR_TOP);
}

function words({ atLeast, atMost }: Count): string {
  if (atMost === null) return atLeast === 0 ? "?" : `at least ${atLeast}`;
  return atLeast === atMost ? String(atMost) : `${atLeast} to ${atMost}`;
}
