import type { Attribute, TimedOperation, TimeoutDefaults } from "./attribute";
import { optional } from "./builders";
import { duration, parseDuration } from "./duration";
import type { ObjectOf, OptionalTypes, Plain } from "./types";

type Durations<D> = { readonly [Operation in keyof D]: Attribute<OptionalTypes<Plain<string>, object>> };

/**
 * The attribute `timeouts` of a resource. Practitioners set in it how long each operation may take. When the
 * time is up, the framework aborts the handler's signal. What the handler then throws becomes an error that
 * names the setting.
 * @param defaults how long each operation may take by default: `{ create: "20m", delete: "5m" }`.
 * @throws TypeError when a default is not a duration.
 */
export function timeouts<const D extends TimeoutDefaults>(
  defaults: D,
): Attribute<OptionalTypes<ObjectOf<Durations<D>>, object>> {
  const attributes: Record<string, Attribute> = {};
  for (const [operation, usual] of Object.entries(defaults)) {
    if (!parseDuration(usual)) throw new TypeError(`timeout ${operation}: ${usual} is not a duration`);
    attributes[operation] = optional.string({
      description: `How long ${operation} may take, such as \`90s\` or \`1h30m\`. Default: \`${usual}\`.`,
      validate: [duration()],
    });
  }
  const made = optional.object({ description: "How long each operation may take.", attributes });
  // The attributes have the names of the defaults. The compiler cannot see that through the loop.
  return { ...made, timeouts: defaults, providerOnly: true } as unknown as Attribute<
    OptionalTypes<ObjectOf<Durations<D>>, object>
  >;
}

/** How long one operation may take. */
export interface TimeLimit {
  readonly operation: TimedOperation;
  readonly text: string;
  readonly milliseconds: number;
}

/** The time limit of an operation on an object with these attributes, or null when its resource has none. */
export function timeLimit(
  { timeouts }: Readonly<Record<string, Attribute>>,
  operation: TimedOperation,
  values: Readonly<Record<string, unknown>>,
): TimeLimit | null {
  const usual = timeouts?.timeouts?.[operation];
  if (usual === undefined) return null;
  const set = (values.timeouts as Readonly<Record<string, unknown>> | null | undefined)?.[operation];
  const text = typeof set === "string" ? set : usual;
  const milliseconds = parseDuration(text) ?? parseDuration(usual) ?? 0;
  return { operation, text, milliseconds };
}
