import type { Schema } from "../schema/schema";
import { type Incoming, writeObject } from "../serve/answer/dynamic";
import { conformObject, type TypeMismatch } from "../value/conform";
import { formatPath, type Path } from "../value/path";
import type { ObjectType, Value } from "../value/type";
import { type AttributePath, SEVERITY, type Diagnostic as WireDiagnostic } from "../wire/protocol";
import type { GivenAttributes, Reported } from "./driver";

/** The driver reads every event of a stream, so this never aborts. */
export const NEVER_GONE: AbortSignal = new AbortController().signal;

/** The type of what the provider offers under a name. @throws TypeError when it offers nothing. */
export function typeOf(
  kinds: Readonly<Record<string, { readonly schema: Schema }>> = {},
  typeName: string,
): ObjectType {
  const found = kinds[typeName];
  if (found === undefined) throw new TypeError(`the provider has no ${typeName}`);
  return found.schema.type;
}

/** @throws TypeError that names the value that does not fit its type. */
export function throwMismatch({ path, problem }: TypeMismatch): never {
  throw new TypeError(`${formatPath(path)} ${problem}`);
}

/** Attributes in the form of a message. @throws TypeError for a value that does not fit its type. */
export function encode(type: ObjectType, attributes: GivenAttributes | null): Incoming {
  if (attributes === null) return writeObject(type, null);
  return writeObject(type, conformObject(type, attributes as Readonly<Record<string, Value>>, throwMismatch));
}

/** The diagnostics of an answer. */
export function reported({ diagnostics }: { readonly diagnostics: readonly WireDiagnostic[] }): Reported {
  return {
    diagnostics: diagnostics.map(({ severity, summary, detail, attribute }) => ({
      severity: severity === SEVERITY.error ? "error" : "warning",
      summary,
      detail,
      path: attribute === null ? [] : pathOf(attribute),
    })),
  };
}

/** A path from its form in a message. */
export function pathOf({ steps }: AttributePath): Path {
  return steps.map(({ attributeName, elementKeyString, elementKeyInt }) => {
    return attributeName ?? elementKeyString ?? elementKeyInt ?? 0;
  });
}
