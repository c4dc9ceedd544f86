import { KIND_WORDS, type Kind, kindOf, type MainKind } from "../as-code/model/kind";
import { AdoptError } from "./adopt-error";

/** A pattern of `--only` or `--exclude`. */
export interface Pattern {
  /** As the user wrote it. */
  readonly text: string;
  /** Null stands for every kind. */
  readonly kind: Kind | null;
  /** Of whole names. */
  readonly name: RegExp;
}

/** What the user wants to adopt. No pattern in `only` stands for everything. */
export interface Selection {
  readonly only: readonly Pattern[];
  readonly exclude: readonly Pattern[];
}

export const EVERYTHING: Selection = { only: [], exclude: [] };

/**
 * Parses a kind (`policies`), a name in which `*` and `?` stand for any characters (`Okta*`), or both
 * (`policies:Okta*`). Upper and lower case count.
 */
export function parsePattern(text: string): Pattern {
  const whole = kindOf(text);
  if (whole !== null) return { text, kind: whole, name: globOf("*") };
  const at = text.indexOf(":");
  const kind = at === -1 ? null : kindOf(text.slice(0, at));
  return { text, kind, name: globOf(kind === null ? text : text.slice(at + 1)) };
}

/**
 * A selection that makes sense.
 * @throws AdoptError for an `--only` of mappings or tokens, which are adopted with their integration.
 */
export function checkedSelection(selection: Selection): Selection {
  const part = selection.only.find(({ kind }) => kind === "mapping" || kind === "token");
  if (part === undefined) return selection;
  throw new AdoptError(
    `--only ${part.text}: mappings and tokens are adopted with their integration. Select integrations, and ` +
      `leave out what you do not want with --exclude. The kinds are ${KIND_WORDS.join(", ")}.`,
  );
}

/** Whether an object is adopted. */
export function isSelected({ only, exclude }: Selection, kind: MainKind, name: string): boolean {
  const isNamed = only.length === 0 || only.some((pattern) => matches(pattern, kind, name));
  return isNamed && !exclude.some((pattern) => matches(pattern, kind, name));
}

/** Whether the mapping or the token of a selected integration is left out. */
export function isExcluded({ exclude }: Selection, kind: Kind, integration: string): boolean {
  return exclude.some((pattern) => pattern.kind !== null && matches(pattern, kind, integration));
}

/** What a pattern can match. A mapping and a token have the name of their integration. */
export interface Named {
  readonly kind: Kind;
  readonly name: string;
}

/** A pattern that matches nothing, with its option. */
export interface Unmatched {
  readonly option: "--only" | "--exclude";
  readonly pattern: Pattern;
}

/**
 * The patterns that match no object. A whole kind may be excluded where it has no object: nothing is adopted
 * then that the user wanted out.
 */
export function unmatched({ only, exclude }: Selection, objects: readonly Named[]): readonly Unmatched[] {
  const matchesNothing = (pattern: Pattern) =>
    !objects.some(({ kind, name }) => matches(pattern, kind, name));
  return [
    ...only.filter(matchesNothing).map((pattern) => ({ option: "--only" as const, pattern })),
    ...exclude
      .filter((pattern) => kindOf(pattern.text) === null && matchesNothing(pattern))
      .map((pattern) => ({ option: "--exclude" as const, pattern })),
  ];
}

function matches(pattern: Pattern, kind: Kind, name: string): boolean {
  return (pattern.kind === null || pattern.kind === kind) && pattern.name.test(name);
}

function globOf(glob: string): RegExp {
  const parts = Array.from(glob, (character) => {
    if (character === "*") return ".*";
    return character === "?" ? "." : character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "su");
}
