import { Deferral } from "../../define/deferral";
import type { Diagnostics } from "../../define/diagnostics";
import type { ObjectValue } from "../../value/type";
import { containsUnknown } from "../../value/unknown";
import { DEFERRED, type Deferred } from "../../wire/protocol";
import { attempt } from "./attempt";

/** What the client can do. */
export type Client = { readonly deferralAllowed?: boolean } | null | undefined;

/** An answer, with the reason if it postpones the object. */
export type Deferrable<T> = T & { readonly deferred: Deferred | null };

interface Work<T> {
  /** Completes "Could not …". */
  readonly doing: string;
  readonly work: () => Promise<T> | T;
  /** The answer when the work failed. */
  readonly otherwise: () => T;
  /** The answer when the work postponed the object. */
  readonly postponed: () => T;
}

/**
 * Runs part of a handler, as {@link attempt} does. If the client allows it, a Deferral becomes a postponed
 * answer.
 */
export async function attemptOrDefer<T extends object>(
  client: Client,
  diagnostics: Diagnostics,
  { doing, work, otherwise, postponed }: Work<T>,
): Promise<Deferrable<T>> {
  const workOrDefer = async (): Promise<Deferrable<T>> => {
    try {
      return { ...(await work()), deferred: null };
    } catch (error) {
      if (!(error instanceof Deferral) || client?.deferralAllowed !== true) throw error;
      return { ...postponed(), deferred: { reason: DEFERRED[error.reason] } };
    }
  };
  return attempt(diagnostics, doing, workOrDefer, () => ({ ...otherwise(), deferred: null }));
}

/** @throws Deferral when part of the configuration is unknown. */
export function mustBeKnown(config: ObjectValue, what: string): void {
  if (!containsUnknown(config)) return;
  throw new Deferral("resourceConfigUnknown", {
    summary: "Configuration not known yet",
    detail: `Part of the configuration of ${what} is known only after apply, but must be known now.`,
  });
}
