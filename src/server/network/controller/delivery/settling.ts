import type { Database } from "../../../store/database";
import type { NetworkRefusal } from "../../network";

/** How often a wait looks at what other copies of the server did, in milliseconds. */
const LOOK_EVERY_MS = 200;

/** How the delivery of a write stands. */
export type Standing =
  | { readonly state: "delivered" | "pending" }
  | { readonly state: "refused"; readonly refusal: NetworkRefusal };

/** Lets writes wait for the delivery of an identity. */
export class Settling {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Wakes who waits for the identity. */
  finished(identityId: string): void {
    for (const wake of this.#waiting.get(identityId) ?? []) wake();
  }

  /** Whether a write waits for the identity at this copy of the server. */
  isAwaited(identityId: string): boolean {
    return this.#waiting.has(identityId);
  }

  /** Waits until the identity is delivered or refused, or the time is over. */
  async settled(db: Database, identityId: string, milliseconds: number): Promise<Standing> {
    for (const end = Date.now() + milliseconds; ; ) {
      const finished = this.#nextFinish(identityId, Math.min(LOOK_EVERY_MS, end - Date.now()));
      const standing = await standingOf(db, identityId);
      if (standing.state !== "pending" || Date.now() >= end) {
        finished.cancel();
        return standing;
      }
      await finished.promise;
    }
  }

  #nextFinish(identityId: string, milliseconds: number) {
    const waiting = this.#waiting.get(identityId) ?? new Set();
    this.#waiting.set(identityId, waiting);
    let cancel = () => {};
    const promise = new Promise<void>((resolve) => {
      const timer = setTimeout(() => cancel(), Math.max(milliseconds, 0));
      cancel = () => {
        clearTimeout(timer);
        waiting.delete(cancel);
        if (waiting.size === 0) this.#waiting.delete(identityId);
        resolve();
      };
      waiting.add(cancel);
    });
    return { promise, cancel: () => cancel() };
  }
}

async function standingOf(db: Database, identityId: string): Promise<Standing> {
  const row = await db
    .selectFrom("deliveries")
    .select(["state", "refusal"])
    .where("identity_id", "=", identityId)
    .executeTakeFirst();
  if (row === undefined) return { state: "delivered" };
  if (row.state !== "refused") return { state: row.state };
  return { state: "refused", refusal: JSON.parse(row.refusal ?? "null") as NetworkRefusal };
}
