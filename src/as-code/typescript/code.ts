import { pemText } from "../model/pem";
import { quoted } from "./text";

/** The longest line that is written on purpose. A long string may be longer. */
const LONGEST_LINE = 100;

/** A name that code imports, and the module that has it. */
export interface Use {
  readonly module: "cdktf" | "netfoundry-scim/constructs" | "netfoundry-scim/constructs/resources";
  readonly name: string;
}

/** A class or an enumeration of the constructs. */
export function ofConstructs(name: string): Use {
  return { module: "netfoundry-scim/constructs", name };
}

/** The type of what `dependsOn` takes. */
export const TERRAFORM_RESOURCE: Use = { module: "cdktf", name: "TerraformResource" };

/** All resources beneath the constructs, as one name. */
export const RESOURCES: Use = { module: "netfoundry-scim/constructs/resources", name: "resources" };

/** An expression of TypeScript as it is written. */
export class Code {
  constructor(
    readonly text: string,
    /** The names that it needs. */
    readonly uses: readonly Use[] = [],
  ) {}
}

/** A value to write. Members that are undefined are left out. */
export type Value =
  | string
  | number
  | boolean
  | undefined
  | Code
  | readonly Value[]
  | { readonly [name: string]: Value };

/**
 * The text of a value. Its first line follows something else, the others are indented.
 * @param column where the first line begins.
 */
export function written(value: Value, indent: number, column: number): string {
  const line = oneLine(value);
  if (line.length + column <= LONGEST_LINE || !isComposed(value)) return line;
  const inner = indent + 2;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const members = Array.isArray(value)
    ? value.map((element: Value) => written(element, inner, inner))
    : membersOf(value).map(([name, member]) => {
        const head = `${propertyName(name)}: `;
        return head + written(member, inner, inner + head.length);
      });
  const lines = members.map((text) => `${" ".repeat(inner)}${text},\n`);
  return `${open}\n${lines.join("")}${" ".repeat(indent)}${close}`;
}

/** The names that a value needs. */
export function usesOf(value: Value): readonly Use[] {
  if (value instanceof Code) return value.uses;
  return isComposed(value) ? Object.values(value).flatMap(usesOf) : [];
}

/** The record without the members that are undefined. Undefined when none is left. */
export function given(members: Readonly<Record<string, Value>>): Value {
  return Object.values(members).some((value) => value !== undefined) ? members : undefined;
}

function oneLine(value: Value): string {
  if (value instanceof Code) return value.text;
  if (typeof value === "string") return pemText(value) === value ? `\`${value}\`` : quoted(value);
  if (!isComposed(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  const members = membersOf(value).map(([name, member]) => `${propertyName(name)}: ${oneLine(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function membersOf(value: object): readonly (readonly [string, Value])[] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

function propertyName(name: string): string {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name : quoted(name);
}

function isComposed(value: Value): value is readonly Value[] | { readonly [name: string]: Value } {
  return typeof value === "object" && !(value instanceof Code);
}
