import type { Clock } from "../context";
import { ScimError } from "../scim/scim-error";
import type { Database } from "../store/database";
import { kept } from "../store/kept";
import { query } from "../store/query";
import type { Row } from "../store/tables";
import type { SyncWarning } from "../sync/types";
import type { GroupRow } from "./group-rows";
import type { PageAnchors } from "./query/page-anchors";
import type { UserOfRow, UserRow } from "./user-rows";

/** What a SCIM write did, for the audit log. */
export interface ScimChange {
  /** As in `user.create`. */
  readonly action: string;
  readonly id: string;
  /** Names of attributes, by their canonical spelling. */
  readonly changed: readonly string[];
}

/** Rows that nobody else can change. */
export interface HeldRows {
  readonly users: Map<string, UserOfRow<UserRow>>;
  readonly groups: Map<string, GroupRow>;
}

/** One integration's corner of the store, for one piece of work. */
export interface Scope {
  /** The transaction of the work, or the store for a read. */
  readonly db: Database;
  readonly clock: Clock;
  readonly integrationId: string;
  /** Told what a person should know although the write went through. */
  readonly warn: (warning: SyncWarning) => void;
  /**
   * Whether a write looks for taken values before it writes. Otherwise it leaves finding them to the unique indexes, which
   * look anyway, and is done again when they do.
   */
  readonly looksFirst: boolean;
  /** Rows that the transaction has read, by their ids: it holds them, so they are read once. Null outside a transaction. */
  readonly held: HeldRows | null;
  /** Where the pages of lists begin. */
  readonly anchors: PageAnchors;
  /** Told what a write changed; kept with the transaction. Nobody is told on a read. */
  readonly note: (change: ScimChange) => void;
}

/** What a write has to know of its integration. */
export type IntegrationRow = Pick<
  Row<"integrations">,
  | "id"
  | "network_id"
  | "identity_name_field"
  | "auth_policy_id"
  | "external_id_field"
  | "external_id_custom_path"
>;

const integrationById = kept(
  query((db, { id }: { readonly id: string }) =>
    db
      .selectFrom("integrations")
      .select(["id", "network_id"])
      .select(["identity_name_field", "auth_policy_id", "external_id_field", "external_id_custom_path"])
      .where("id", "=", id)
      // Its mapping does not change before this work is done; nobody else is kept waiting.
      .$if(db.isTransaction, (found) => found.forKeyShare()),
  ),
  ["integrations"],
  ({ id }) => id,
);

/** The integration as it is in this transaction. @throws ScimError 404 when it was deleted meanwhile. */
export async function integrationOf({ db, integrationId }: Scope): Promise<IntegrationRow> {
  const row = await integrationById.first(db, { id: integrationId });
  if (row === undefined) throw new ScimError(404, null, "the integration was deleted");
  return row;
}
