import { decodeNumber } from "./number";
import type { Path } from "./path";
import { formatPath } from "./path";
import { MARKED_PROTO, mapKeyProblem } from "./text";
import type { Value, ValueType } from "./type";
import { isUnknown } from "./unknown";

/** Says that a value does not have the expected type, and where. */
export class ValueError extends Error {
  readonly path: Path;

  constructor(path: Path, problem: string) {
    super(path.length === 0 ? problem : `${formatPath(path)}: ${problem}`);
    this.name = "ValueError";
    this.path = path;
  }
}

/**
 * Turns parsed JSON or MessagePack into a value of the type. It drops attributes that the type does not have
 * and sets missing ones to null, so that it can read the state of another version of the provider.
 * @throws ValueError that names the first value of another type.
 */
export function decodeAs(type: ValueType, raw: unknown, path: Path = []): Value {
  if (raw === null || raw === undefined) return null;
  if (isUnknown(raw)) return raw;
  switch (type.kind) {
    case "string":
      if (typeof raw === "string") return raw;
      break;
    case "bool":
      if (typeof raw === "boolean") return raw;
      break;
    case "number":
      if (typeof raw === "number" || typeof raw === "bigint" || typeof raw === "string") {
        return decodeNumberAt(raw, path);
      }
      break;
    case "list":
    case "set":
      if (Array.isArray(raw)) {
        return raw.map((element, index) => decodeAs(type.element, element, [...path, index]));
      }
      break;
    case "map":
      if (isPlain(raw)) {
        return record(Object.keys(raw), (name) => {
          const problem = mapKeyProblem(name);
          if (problem !== null)
            throw new ValueError([...path, name.replace(MARKED_PROTO, "__proto__")], problem);
          return decodeAs(type.element, raw[name], [...path, name]);
        });
      }
      break;
    case "object":
      if (isPlain(raw)) {
        return record(Object.keys(type.attributes), (name) =>
          decodeAs(type.attributes[name]?.type ?? type, raw[name], [...path, name]),
        );
      }
  }
  throw new ValueError(path, `must be a ${type.kind}, got ${describe(raw)}`);
}

/** Names the kind of a value. It does not show the value, which may be a secret. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (isUnknown(value)) return "an unknown value";
  if (Array.isArray(value)) return "a list";
  return `a${typeof value === "object" ? "n" : ""} ${typeof value}`;
}

function decodeNumberAt(raw: number | bigint | string, path: Path): number | bigint {
  try {
    return decodeNumber(raw);
  } catch (error) {
    throw new ValueError(path, error instanceof Error ? error.message : String(error));
  }
}

function isPlain(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function record(names: readonly string[], member: (name: string) => Value): { [name: string]: Value } {
  return Object.fromEntries(names.map((name) => [name, member(name)]));
}
