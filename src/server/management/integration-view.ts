import type { Integration } from "../../contract/integration";
import { instant, type ServerContext } from "../context";
import { mappingOf } from "../provisioning/integration-mapping";
import type { Database } from "../store/database";
import type { Row } from "../store/tables";
import { tokenState } from "./token-state";

/** Where the calls about an integration live. */
export const INTEGRATIONS_PATH = "/scim/v1/integrations";

/** The integration as the API answers it, with its links. */
export type IntegrationView = Integration & {
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
};

/** The integration URL: where an identity provider sends its SCIM requests. */
export function integrationUrl(context: ServerContext, id: string): string {
  return `${context.baseUrl()}/scim/v2/${id}`;
}

/** Makes the answers for stored integrations; reads what it must of their tokens in one query. */
export async function viewIntegrations(
  context: ServerContext,
  db: Database,
  rows: readonly Row<"integrations">[],
): Promise<IntegrationView[]> {
  const now = instant(context.clock());
  const current = await currentTokens(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const token = current.get(row.id);
    const self = `${context.baseUrl()}${INTEGRATIONS_PATH}/${row.id}`;
    return {
      id: row.id,
      networkId: row.network_id,
      name: row.name,
      integrationUrl: integrationUrl(context, row.id),
      hasAuthToken: token !== undefined && tokenState(token, now) === "live",
      tokenExpiresAt: token?.expires_at ?? null,
      maxTokenOverlapSeconds: context.maxTokenOverlapSeconds,
      mapping: mappingOf(row),
      createdAt: row.created_at,
      createdBy: row.created_by,
      updatedAt: row.updated_at,
      updatedBy: row.updated_by,
      _links: {
        self: { href: self },
        mapping: { href: `${self}/mapping` },
        tokens: { href: `${self}/tokens` },
      },
    };
  });
}

type CurrentToken = Pick<
  Row<"tokens">,
  "integration_id" | "expires_at" | "revoked_at" | "superseded_at" | "overlap_until"
>;

/** The newest token of each integration that was neither revoked nor superseded: the live one or an expired one. */
async function currentTokens(db: Database, ids: readonly string[]): Promise<Map<string, CurrentToken>> {
  if (ids.length === 0) return new Map();
  const tokens = await db
    .selectFrom("tokens")
    .select(["integration_id", "expires_at", "revoked_at", "superseded_at", "overlap_until"])
    .where("integration_id", "in", ids)
    .where("revoked_at", "is", null)
    .where("superseded_at", "is", null)
    .orderBy("created_at")
    .execute();
  return new Map(tokens.map((token) => [token.integration_id, token]));
}
