import type { Measurement } from "./measurement";
import type { Operation, Peer } from "./operation";

/** The measurement of one operation with a number of users. */
export interface Result {
  readonly users: number;
  readonly operation: Pick<Operation, "key" | "name" | "kind" | "size">;
  readonly peer: Peer | null;
  readonly connections: number;
  readonly measured: Measurement;
  /** The same on the server of an older commit, measured in turns. Null when there is none. */
  readonly old: Measurement | null;
}

/** What a result is compared with, and whether it meets the target. Empty where there is nothing. */
export interface Judgement {
  readonly beside: string;
  readonly comparison: string;
  readonly target: string;
  /** The target in requests a second, from the peer's figure. Null when there is no peer. */
  readonly wanted: number | null;
}

const NOTHING: Judgement = { beside: "", comparison: "", target: "", wanted: null };
/** The target relative to the requests a second of the fastest peer, which stores nothing on a disk. */
const OVER_PEER = { read: 1.5, page: 1.5, write: 2 } as const;
/** The target relative to the cost with the smallest number of users. */
const OVER_FEW = 1.3;
/** The target relative to the requests a second of an older commit. */
const OVER_OLD = 0.8;
/** The target relative to the cost of adding a member to the smallest group. */
const OVER_SMALL_GROUP = 1.3;
/** The target for the median time of adding a member, one at a time, in milliseconds. */
const MEMBER_ADDED = 1;

/** The target for the memory of a server with 50,000 users, in megabytes. */
export const MEMORY = 250;

/**
 * Compares a result with others of the same engine. A result with the smallest number of users is compared
 * with the fastest peer. One with more users is compared with the smallest number. A member of a large group
 * is compared with a member of the smallest.
 */
export function judged(result: Result, others: readonly Result[]): Judgement {
  const { users, operation, peer, connections, measured } = result;
  const like = others.filter(
    (other) => other.operation.key === operation.key && other.connections === connections,
  );
  const fewest = least(like.filter(({ operation: { size } }) => size === operation.size));
  if (fewest !== null && fewest.users < users) {
    return compared(`${shown(fewest.users)} users`, fewest, result, OVER_FEW);
  }
  const small = like.filter((other) => other.users === users);
  const smallest = small.sort((one, other) => (one.operation.size ?? 0) - (other.operation.size ?? 0))[0];
  if (peer !== null && peer.connections === connections) {
    const times = measured.perSecond / peer.perSecond;
    const least = OVER_PEER[operation.kind];
    return {
      beside: `peer${peer.isHere ? "" : ", in an earlier run"}: ${shown(peer.perSecond)}/s`,
      comparison: `${times.toFixed(2)} x`,
      target: verdict(`at least ${least} x`, times >= least),
      wanted: least * peer.perSecond,
    };
  }
  if (operation.key !== "groupAdd" || smallest === undefined || smallest === result) return NOTHING;
  const size = smallest.operation.size ?? 0;
  const beside = compared(`group of ${shown(size)}`, smallest, result, OVER_SMALL_GROUP);
  if (connections > 1) return beside;
  const p50 = verdict(`p50 under ${MEMBER_ADDED} ms`, measured.p50 < MEMBER_ADDED);
  return { ...beside, target: `${beside.target}; ${p50}` };
}

/** The requests a second over those of the older commit. Empty when it was not measured. */
export function overOld({ measured, old }: Pick<Result, "measured" | "old">): string {
  if (old === null) return "";
  const times = measured.perSecond / old.perSecond;
  const miss = times < OVER_OLD ? `: under ${OVER_OLD} x` : "";
  return `${times.toFixed(2)} x of ${shown(old.perSecond)}/s${miss}`;
}

/** A target, and whether it is met. */
export function verdict(text: string, isMet: boolean): string {
  return `${text}: ${isMet ? "met" : "missed"}`;
}

/** A number for people. */
export function shown(number: number): string {
  return Math.round(number).toLocaleString("en");
}

function compared(name: string, base: Result, { measured }: Result, most: number): Judgement {
  const cost = base.measured.perSecond / measured.perSecond;
  return {
    beside: `${name}: ${shown(base.measured.perSecond)}/s`,
    comparison: `${cost.toFixed(2)} x the cost`,
    target: verdict(`at most ${most} x`, cost <= most),
    wanted: null,
  };
}

function least(results: readonly Result[]): Result | null {
  return results.reduce<Result | null>(
    (found, one) => (found === null || one.users < found.users ? one : found),
    null,
  );
}
