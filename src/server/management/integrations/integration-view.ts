import type { Integration } from "../../../contract/gateway/integration";
import { instant, type ServerContext } from "../../context";
import { tokenState, tokenView } from "../../credentials/token-state";
import { mappingOf } from "../../provisioning/integration-mapping";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";

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

/** The answers for stored integrations. One query reads all their tokens. */
export async function viewIntegrations(
  context: ServerContext,
  db: Database,
  rows: readonly Row<"integrations">[],
): Promise<IntegrationView[]> {
  const now = instant(context.clock());
  const tokens = await tokensThatMatter(
    db,
    rows.map((row) => row.id),
    now,
  );
  return rows.map((row) => {
    const own = tokens.get(row.id) ?? [];
    const token = own.find(({ superseded_at }) => superseded_at === null);
    const self = `${context.baseUrl()}${INTEGRATIONS_PATH}/${row.id}`;
    return {
      id: row.id,
      networkId: row.network_id,
      name: row.name,
      integrationUrl: integrationUrl(context, row.id),
      hasAuthToken: token !== undefined && tokenState(token, now) === "live",
      tokenExpiresAt: token?.expires_at ?? null,
      maxTokenOverlapSeconds: context.maxTokenOverlapSeconds,
      currentTokens: own.map((one) => tokenView(one, now)),
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

/** The tokens of the integrations that are live, expired or overlapping, newest first. */
async function tokensThatMatter(
  db: Database,
  ids: readonly string[],
  now: string,
): Promise<ReadonlyMap<string, readonly Row<"tokens">[]>> {
  if (ids.length === 0) return new Map();
  const tokens = await db
    .selectFrom("tokens")
    .selectAll()
    .where("integration_id", "in", ids)
    .where("revoked_at", "is", null)
    .where((eb) => eb.or([eb("superseded_at", "is", null), eb("overlap_until", ">", now)]))
    .orderBy("created_at", "desc")
    // Among tokens of the same millisecond the one that superseded the others is the newest.
    .orderBy((eb) => eb.case().when("superseded_at", "is", null).then(0).else(1).end())
    .execute();
  const byIntegration = new Map<string, Row<"tokens">[]>();
  for (const token of tokens) {
    const own = byIntegration.get(token.integration_id);
    if (own) own.push(token);
    else byIntegration.set(token.integration_id, [token]);
  }
  return byIntegration;
}
