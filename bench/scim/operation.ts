import type { Stage } from "./stage";

/** The figure of another SCIM server with 2,000 users. */
export interface Peer {
  readonly perSecond: number;
  readonly connections: number;
  /** Whether it was measured in this run. */
  readonly isHere: boolean;
}

/** One line of the table. */
export interface Operation {
  /** The name for `--only`. */
  readonly key: string;
  readonly name: string;
  /** The fastest peer on such a machine, with its data in memory. Null when none was measured. */
  readonly peer: Peer | null;
  /** The same work on a bare server: answer a user, answer a page of users, or read a user and answer it. */
  readonly kind: "read" | "page" | "write";
  /** The number of members in its groups. Null for an operation without groups. */
  readonly size: number | null;
  /** The number of requests of a round, each of which can be sent once. Null for any number. */
  readonly round: (stage: Stage) => number | null;
  /** Makes the resources of a round. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  /** The request with the number in its round. */
  readonly request: (stage: Stage, number: number) => string;
  /** Undoes a round of so many requests. Receives the answers of the round. */
  readonly restore?: (stage: Stage, sent: number, answers: readonly string[]) => Promise<void>;
}
