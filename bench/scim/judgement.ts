import type { Measurement } from "./measurement";
import type { Operation, Peer } from "./operation";

/** What was measured of one operation at a number of users. */
export interface Result {
  readonly users: number;
  readonly operation: Pick<Operation, "key" | "name" | "kind" | "size">;
  readonly peer: Peer | null;
  readonly connections: number;
  readonly measured: Measurement;
  /** The same on the server of an older commit, in turns; null: it was not measured. */
  readonly old: Measurement | null;
}

/** What a result is compared with, and whether that is what the design wants; empty where there is nothing. */
export interface Judgement {
  readonly beside: string;
  readonly comparison: string;
  readonly target: string;
  /** Requests a second that the peer's make the target; null where there is no peer. */
  readonly wanted: number | null;
}

const NOTHING: Judgement = { beside: "", comparison: "", target: "", wanted: null };
/** Times the requests a second of the fastest peer, which keeps nothing on a disk. */
const OVER_PEER = { read: 1.5, page: 1.5, write: 2 } as const;
/** Times the cost of the same with the least number of users. */
const OVER_FEW = 1.3;
/** Times the requests a second of an older commit. */
const OVER_OLD = 0.8;
/** Times the cost of adding a member to the smallest group. */
const OVER_SMALL_GROUP = 1.3;
/** Milliseconds in which half of the members are added, one at a time. */
const MEMBER_ADDED = 1;

/** Megabytes of a server with 50,000 users. */
export const MEMORY = 250;

/**
 * Compares a result of one engine with the others of the same engine: with the least number of users against the fastest
 * peer, with more against the least, and a member of a large group against a member of the smallest.
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

/** The requests a second over those of the older commit; empty where it was not measured. */
export function overOld({ measured, old }: Pick<Result, "measured" | "old">): string {
  if (old === null) return "";
  const times = measured.perSecond / old.perSecond;
  return `${times.toFixed(2)} x of ${shown(old.perSecond)}/s${times < OVER_OLD ? `: under ${OVER_OLD} x` : ""}`;
}

/** Whether what was wanted is so, in words. */
export function verdict(text: string, isMet: boolean): string {
  return `${text}: ${isMet ? "met" : "missed"}`;
}

/** A number as a person reads it. */
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
