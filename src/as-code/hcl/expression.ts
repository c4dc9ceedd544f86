import { type Expression, isMembers, type Members, Reference } from "../model/adopted";
import { RESOURCE_TYPES } from "../model/kind";
import { pemText } from "../model/pem";
import { quoted } from "./text";

/** The longest line that is written on purpose. A long string may be longer. */
const LONGEST_LINE = 100;

/** An argument, or a member of an object: `name = …`. */
export type Argument = readonly [name: string, value: Expression];

/**
 * The lines of arguments, as `terraform fmt` leaves them: the equals signs of one-line arguments in a row are
 * aligned, and a longer argument stands between blank lines.
 */
export function argumentLines(given: readonly Argument[], indent: number): readonly string[] {
  const margin = " ".repeat(indent);
  return paragraphs(given, indent).flatMap((written, at) => {
    const widest = Math.max(...written.map(({ name }) => name.length));
    const lines = written.flatMap(({ name, lines: [first = "", ...more] }) => {
      return [`${margin}${name.padEnd(widest)} = ${first}`, ...more];
    });
    return at === 0 ? lines : ["", ...lines];
  });
}

interface Written {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Each longer argument alone, the others together. */
function paragraphs(given: readonly Argument[], indent: number): readonly (readonly Written[])[] {
  const found: Written[][] = [];
  let last: readonly string[] = [];
  for (const [name, value] of given) {
    const lines = expressionLines(value, indent);
    const paragraph = lines.length === 1 && last.length === 1 ? found.at(-1) : undefined;
    if (paragraph === undefined) found.push([{ name, lines }]);
    else paragraph.push({ name, lines });
    last = lines;
  }
  return found;
}

/** The lines of an expression. The first one follows an equals sign; the others are indented. */
function expressionLines(expression: Expression, indent: number): readonly string[] {
  if (typeof expression === "string") return textLines(expression, indent);
  if (expression instanceof Reference) return [referenceText(expression)];
  const line = oneLine(expression);
  if (line !== null && line.length + indent <= LONGEST_LINE) return [line];
  const margin = " ".repeat(indent);
  if (isMembers(expression)) {
    return ["{", ...argumentLines(membersOf(expression), indent + 2), `${margin}}`];
  }
  const elements = (expression as readonly Expression[]).map((element) => `${margin}  ${oneLine(element)},`);
  return ["[", ...elements, `${margin}]`];
}

/** The address of the id that a reference stands for. */
export function referenceText({ kind, label }: Reference): string {
  return `${addressOf(kind, label)}.id`;
}

/** The address of a resource. */
export function addressOf(kind: keyof typeof RESOURCE_TYPES, label: string): string {
  return `${RESOURCE_TYPES[kind]}.${label}`;
}

/** Ends a heredoc. A line of Base64 has no underscore, so none is the marker. */
const PEM_MARKER = "END_OF_PEM";

/** A PEM text becomes a heredoc; it holds nothing that would be an escape there. */
function textLines(text: string, indent: number): readonly string[] {
  if (pemText(text) !== text) return [quoted(text)];
  const margin = " ".repeat(indent);
  return [
    `<<-${PEM_MARKER}`,
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => `${margin}  ${line}`),
    `${margin}${PEM_MARKER}`,
  ];
}

/** Null for what is never written on one line. */
function oneLine(expression: Expression): string | null {
  if (typeof expression === "string") return quoted(expression);
  if (expression instanceof Reference) return referenceText(expression);
  if (Array.isArray(expression)) return `[${expression.map(oneLine).join(", ")}]`;
  if (!isMembers(expression)) return String(expression);
  if (Object.values(expression).some(isMembers)) return null;
  const members = membersOf(expression).map(([name, value]) => `${name} = ${oneLine(value)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** The members of an object or a map, with quotes around a name that is no plain one. */
function membersOf(members: Members): readonly Argument[] {
  return Object.entries(members).map(([name, value]) => [isPlain(name) ? name : quoted(name), value]);
}

/** Names that would begin another expression. */
const KEYWORDS: ReadonlySet<string> = new Set(["for", "true", "false", "null"]);

/** Whether a name needs no quotes. */
function isPlain(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.has(name);
}
