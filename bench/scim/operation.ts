import type { Stage } from "./stage";

/** What another SCIM server does with 2,000 users. */
export interface Peer {
  readonly perSecond: number;
  readonly connections: number;
  /** Whether it was measured in this run. */
  readonly isHere: boolean;
}

/** One line of the table. */
export interface Operation {
  /** By which `--only` names it. */
  readonly key: string;
  readonly name: string;
  /** The fastest measured on such a machine, in memory; null: none was measured. */
  readonly peer: Peer | null;
  /** What a server that does nothing else would do for it: answer a user, a page of users, or read one and keep it. */
  readonly kind: "read" | "page" | "write";
  /** Members of the groups it is about; null: it is not about groups. */
  readonly size: number | null;
  /** How many requests make a round, each of which can be sent once; null: any number. */
  readonly round: (stage: Stage) => number | null;
  /** Makes what a round needs. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  /** The request with the number in its round. */
  readonly request: (stage: Stage, number: number) => string;
  /** Takes back what a round of so many requests did; the answers are those of a round. */
  readonly restore?: (stage: Stage, sent: number, answers: readonly string[]) => Promise<void>;
}
