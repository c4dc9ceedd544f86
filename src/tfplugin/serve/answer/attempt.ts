import { Deferral } from "../../define/deferral";
import { type Diagnostic, DiagnosticError, type Diagnostics } from "../../define/diagnostics";
import type { Provider } from "../../define/provider";
import type { Path } from "../../value/path";
import type { ValueType } from "../../value/type";
import { type AttributePath, SEVERITY, type Diagnostic as WireDiagnostic } from "../../wire/protocol";
import { isLogged, logger } from "../logger";
import type { Session } from "../session";
import { stackFrames } from "../stack-frames";
import { inCall } from "./open-call";

/**
 * Runs part of a handler. What it throws becomes an error diagnostic, and the answer is `otherwise`. The log
 * tells where an error is from that is no DiagnosticError.
 * @param doing completes "Could not …".
 */
export async function attempt<T>(
  diagnostics: Diagnostics,
  doing: string,
  work: () => Promise<T> | T,
  otherwise: () => T,
): Promise<T> {
  return inCall(diagnostics, doing, async () => {
    try {
      return await work();
    } catch (error) {
      logThrown(error, doing);
      diagnostics.thrown(error, doing);
      return otherwise();
    }
  });
}

/**
 * Logs where an error is from. It leaves the message out, which the diagnostic has. The frames cost a read of
 * the whole bundle, so nothing is done for a log that is off.
 */
export function logThrown(error: unknown, doing: string): void {
  if (error instanceof DiagnosticError || !isLogged("error", process.env)) return;
  logger.error(`could not ${doing}`, { stack: stackFrames(error).join("\n") });
}

/** The diagnostics in the protocol's form. */
export function wireDiagnostics({ list }: Diagnostics): readonly WireDiagnostic[] {
  return list.map(wireDiagnostic);
}

/** A path in the protocol's form. The type tells keys of a map from names of attributes. */
export function wirePath(type: ValueType, path: Path): AttributePath {
  let at: ValueType | undefined = type;
  const steps = path.map((step) => {
    const isKey = at?.kind === "map";
    at = inside(at, step);
    return wireStep(step, isKey);
  });
  return { steps };
}

function inside(type: ValueType | undefined, step: string | number): ValueType | undefined {
  if (type === undefined) return undefined;
  if (type.kind === "object") return type.attributes[step]?.type;
  return "element" in type ? type.element : undefined;
}

/** What a provider offers by name, with the word for one of each kind. */
const KINDS = {
  resources: "resource type",
  dataSources: "data source",
  ephemerals: "ephemeral resource",
  functions: "function",
  listResources: "list resource",
  actions: "action",
} as const;

type Offered<K extends keyof typeof KINDS> = NonNullable<Provider[K]>[string];

/**
 * Finds what a provider offers under a name.
 * @throws DiagnosticError when the provider offers nothing under that name.
 */
export function offered<K extends keyof typeof KINDS>(
  { provider }: Session,
  kind: K,
  name: string | undefined,
): Offered<K> {
  const all = (provider[kind] ?? {}) as Readonly<Record<string, Offered<K>>>;
  const found = name !== undefined && Object.hasOwn(all, name) ? all[name] : undefined;
  if (found !== undefined) return found;
  throw new DiagnosticError({
    summary: `Unknown ${KINDS[kind]}`,
    detail: `Provider ${provider.address} has no ${KINDS[kind]} ${JSON.stringify(name)}.`,
  });
}

/**
 * The context for a handler.
 * @throws Deferral when the provider has no context, because nobody configured it or part of the
 * configuration is unknown.
 */
export function contextOf({ context }: Session): unknown {
  if (context !== null) return context;
  throw new Deferral("providerConfigUnknown", {
    summary: "Provider not configured",
    detail:
      "Part of the provider's configuration is not known yet, so the provider cannot call the API. " +
      "Give the provider values that do not depend on other resources, " +
      "or apply those resources first with -target.",
  });
}

function wireDiagnostic({ severity, summary, detail, path }: Diagnostic): WireDiagnostic {
  // With a deeper path, terraform points at the resource's first line instead of the attribute's.
  const [first] = path;
  const attribute = first === undefined ? null : { steps: [wireStep(first, false)] };
  return { severity: SEVERITY[severity], summary, detail, attribute };
}

function wireStep(step: string | number, isKey: boolean): AttributePath["steps"][number] {
  return {
    attributeName: typeof step === "string" && !isKey ? step : null,
    elementKeyString: typeof step === "string" && isKey ? step : null,
    elementKeyInt: typeof step === "number" ? step : null,
  };
}
