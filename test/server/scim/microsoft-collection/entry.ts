import type { Answer } from "../../support/running-server";

/** The ids that earlier answers gave, by the names under which they were saved. */
export type Ids = Readonly<Record<string, string>>;

/** What the collection demands of an answer. */
export interface Check {
  readonly title: string;
  passes(answer: Answer, ids: Ids): boolean;
  /** The text of the RFC that the check contradicts. Absent when a server true to the RFC can pass. */
  readonly contradicts?: string;
}

/** One request of the collection. The requests are sent in order. */
export interface Entry {
  readonly title: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the integration URL. `<ada>` stands for the id that was saved as `ada`. */
  readonly path: string;
  /** A string is sent as it is. `<ada>` in an object stands for an id too. */
  readonly body?: object | string;
  /** The name under which the id in the answer is saved. */
  readonly saves?: string;
  readonly checks: readonly Check[];
}

type Json = Readonly<Record<string, unknown>>;

const json = ({ body }: Answer) => body as Json;
const text = ({ body }: Answer) => JSON.stringify(body);

export function status(expected: number): Check {
  return { title: `status ${expected}`, passes: (answer) => answer.status === expected };
}

/** The attribute of the answer has the value. */
export function has(attribute: string, value: unknown): Check {
  return {
    title: `${attribute} is ${JSON.stringify(value)}`,
    passes: (answer) => JSON.stringify(json(answer)[attribute]) === JSON.stringify(value),
  };
}

/** The answer is the resource with the saved id. */
export function hasId(name: string): Check {
  return { title: `id is that of ${name}`, passes: (answer, ids) => json(answer).id === ids[name] };
}

/** The text of the answer contains a text, or the saved id when the text is `<name>`. */
export function contains(part: string): Check {
  return {
    title: `contains ${part}`,
    passes: (answer, ids) => text(answer).includes(withIds(part, ids)),
  };
}

export function lacks(part: string): Check {
  return { title: `does not contain ${part}`, passes: (answer) => !text(answer).includes(part) };
}

/** Marks a check that a server true to the RFC cannot pass. */
export function against(contradicts: string, check: Check): Check {
  return { ...check, contradicts };
}

/** Replaces each `<name>` by the id that was saved under the name. */
export function withIds(template: string, ids: Ids): string {
  return template.replace(/<(\w+)>/g, (_all, name: string) => ids[name] ?? `missing-${name}`);
}
