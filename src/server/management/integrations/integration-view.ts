import type { Integration } from "../../../contract/gateway/integration";
import { instant, type ServerContext } from "../../context";
import { tokenState, tokenView } from "../../credentials/token-state";
import { toolsById } from "../../managed-by/managed-objects";
import { mappingOf } from "../../provisioning/integration-mapping";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { deliveriesById, figuresById, NO_DELIVERIES } from "./integration-figures";

/** The path of the integrations. */
export const INTEGRATIONS_PATH = "/scim/v1/integrations";

/** An integration as the API shows it, with its links. */
export type IntegrationView = Integration & {
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
};

/** The integration URL. An identity provider sends its SCIM requests there. */
export function integrationUrl(context: ServerContext, id: string): string {
  return `${context.baseUrl()}/scim/v2/${id}`;
}

/** Stored integrations as the API shows them. One query for all of them reads each kind of thing. */
export async function viewIntegrations(
  context: ServerContext,
  db: Database,
  rows: readonly Row<"integrations">[],
): Promise<IntegrationView[]> {
  const ids = rows.map((row) => row.id);
  const date = context.clock();
  const now = instant(date);
  const tokens = await currentTokensById(db, ids, now);
  const tools = await toolsById(db, "integration", ids);
  const figures = await figuresById(db, ids, date);
  const isGateway = context.network.kind === "controller";
  const deliveries = isGateway ? await deliveriesById(db, ids) : new Map();
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
      adoptIdentities: row.adopt_identities as Integration["adoptIdentities"],
      mapping: mappingOf(row),
      ...figures.get(row.id),
      deliveries: isGateway ? (deliveries.get(row.id) ?? NO_DELIVERIES) : null,
      managedBy: tools.get(row.id) ?? null,
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

/** The live, expired and overlapping tokens of each integration, newest first. */
async function currentTokensById(
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
    // Several tokens may have the same millisecond. The one that is not superseded is the newest.
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
