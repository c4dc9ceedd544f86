import { type Diagnostic, DiagnosticError, type Diagnostics } from "../diagnostics";
import type { Resource } from "../resource";
import type { Session } from "../session";
import type { Path } from "../value/path";
import { type AttributePath, SEVERITY, type Diagnostic as WireDiagnostic } from "../wire/protocol";

/**
 * Runs part of a handler. What it throws becomes an error diagnostic, and the answer is `otherwise`.
 * @param doing completes "Could not …".
 */
export async function attempt<T>(
  diagnostics: Diagnostics,
  doing: string,
  work: () => Promise<T> | T,
  otherwise: () => T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    diagnostics.thrown(error, doing);
    return otherwise();
  }
}

/** The diagnostics as the protocol has them. */
export function wireDiagnostics({ list }: Diagnostics): readonly WireDiagnostic[] {
  return list.map(wireDiagnostic);
}

/** A path as the protocol has it. */
export function wirePath(path: Path): AttributePath {
  return { steps: path.map(wireStep) };
}

/**
 * The resource of a type.
 * @throws DiagnosticError when the provider has none.
 */
export function resourceOf({ provider }: Session, typeName: string | undefined): Resource<unknown> {
  const resource = typeName === undefined ? undefined : provider.resources[typeName];
  if (resource !== undefined) return resource;
  throw new DiagnosticError({
    summary: "Unknown resource type",
    detail: `Provider ${provider.address} has no resource type ${JSON.stringify(typeName)}.`,
  });
}

/**
 * The context for a handler.
 * @throws DiagnosticError when the provider is not configured, or could not be because part of it is unknown.
 */
export function contextOf({ context }: Session): unknown {
  if (context !== null) return context;
  throw new DiagnosticError({
    summary: "Provider not configured",
    detail:
      "Part of the provider's configuration is not known yet, so the API cannot be called. Give the provider values " +
      "that do not depend on other resources, or apply those resources first with -target.",
  });
}

function wireDiagnostic({ severity, summary, detail, path }: Diagnostic): WireDiagnostic {
  // A deeper path would make terraform point at the resource's first line instead of the attribute's.
  const attribute = path.length === 0 ? null : wirePath(path.slice(0, 1));
  return { severity: SEVERITY[severity], summary, detail, attribute };
}

function wireStep(step: string | number): AttributePath["steps"][number] {
  return {
    attributeName: typeof step === "string" ? step : null,
    elementKeyString: null,
    elementKeyInt: typeof step === "number" ? step : null,
  };
}
