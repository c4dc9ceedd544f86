import { Deferral } from "../../define/deferral";
import type { Diagnostics } from "../../define/diagnostics";
import type { ObjectValue } from "../../value/type";
import { containsUnknown } from "../../value/unknown";
import { DEFERRED, type Deferred } from "../../wire/protocol";
import { attempt } from "./attempt";

/** What the client said it can do. */
export type Client = { readonly deferralAllowed?: boolean } | null | undefined;

/** An answer and, when it is only put off, why. */
export type Deferrable<T> = T & { readonly deferred: Deferred | null };

interface Work<T> {
  /** Completes "Could not …". */
  readonly doing: string;
  readonly work: () => Promise<T> | T;
  /** The answer when the work failed. */
  readonly otherwise: () => T;
  /** The answer when it was put off. */
  readonly postponed: () => T;
}

/** Runs part of a handler, as {@link attempt} does, and where the client allows takes a Deferral for an answer. */
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

/** @throws Deferral when part of a configuration is not known yet that has to be. */
export function mustBeKnown(config: ObjectValue, what: string): void {
  if (!containsUnknown(config)) return;
  throw new Deferral("resourceConfigUnknown", {
    summary: "Configuration not known yet",
    detail: `Part of the configuration of ${what} is only known after apply, and it cannot be read before.`,
  });
}
