import type { Clock } from "../settings";
import { rejectOnAbort } from "./reject-on-abort";

/** A credential and when to renew it. */
export interface Lease<Value> {
  readonly value: Value;
  /** Milliseconds since the epoch. Null: when the server refuses it. */
  readonly renewAt: number | null;
}

/** Keeps one credential, shares one fetch among all callers, and renews it when it is due. */
export class Renewable<Value> {
  #current: Promise<Lease<Value>> | null = null;

  constructor(
    private readonly fetchLease: () => Promise<Lease<Value>>,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the credential. A caller's signal ends only that caller's wait, because callers share the fetch.
   */
  async get(signal?: AbortSignal): Promise<Value> {
    signal?.throwIfAborted();
    const lease = await rejectOnAbort(this.#lease(), signal);
    if (lease.renewAt === null || this.clock.now() < lease.renewAt) return lease.value;
    this.#forget(lease);
    return (await rejectOnAbort(this.#lease(), signal)).value;
  }

  /**
   * Reports that the server refused this value. The next `get` fetches another, unless that has happened
   * already.
   */
  async refused(value: Value): Promise<void> {
    const lease = await this.#current?.catch(() => null);
    if (lease?.value === value) this.#forget(lease);
  }

  #settled: Lease<Value> | null = null;

  #lease(): Promise<Lease<Value>> {
    this.#current ??= this.fetchLease().then(
      (lease) => {
        this.#settled = lease;
        return lease;
      },
      (failure: unknown) => {
        this.#current = null;
        throw failure;
      },
    );
    return this.#current;
  }

  #forget(lease: Lease<Value>): void {
    if (this.#settled !== lease) return;
    this.#settled = null;
    this.#current = null;
  }
}
