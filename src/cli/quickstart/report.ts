import type { Client } from "../../client/client";
import type { Identity } from "../../contract/edge/identity";
import { TAG_INTEGRATION } from "../../contract/edge/identity-tag";
import type { Integration } from "../../contract/gateway/integration";
import type { RecordedRequest } from "../../idp/common/scim-client";
import { card, naturalWidth, table } from "../output/table";
import type { Terminal } from "../output/terminal";

const SCIM_COLUMNS = ["Name", "Has Auth Token", "Integration URL", "ID"] as const;
const IDENTITY_COLUMNS = ["Name", "External ID", "Auth policy", "Attributes", "State"] as const;
const NONE = "none";

/** The SCIM table of the console: a table if it fits, otherwise one card per integration. */
export function scimTable(terminal: Terminal, integrations: readonly Integration[]): string {
  const rows = integrations.map((one) => [
    one.name,
    one.hasAuthToken ? "YES" : "NO",
    one.integrationUrl,
    one.id,
  ]);
  if (naturalWidth(SCIM_COLUMNS, rows) < terminal.columns) return table(terminal, SCIM_COLUMNS, rows);
  return rows
    .map((row) =>
      card(
        terminal,
        SCIM_COLUMNS.map((column, index) => [column, row[index] ?? ""] as const),
      ),
    )
    .join("\n");
}

/** The identities. An auth policy appears by its name if that is known. */
export function identityTable(
  terminal: Terminal,
  identities: readonly Identity[],
  policyNames: ReadonlyMap<string, string>,
): string {
  const rows = identities.map((one) => [
    one.name,
    one.externalId ?? NONE,
    policyNames.get(one.authPolicyId) ?? one.authPolicyId,
    [...one.roleAttributes].sort().join(", ") || NONE,
    one.disabled ? "disabled" : "enabled",
  ]);
  return table(terminal, IDENTITY_COLUMNS, rows);
}

/** Reads the identities of an integration through the edge API, in the order of their creation. */
export async function readIdentities(
  client: Client,
  integrationId: string,
): Promise<{ readonly identities: Identity[]; readonly policyNames: Map<string, string> }> {
  const [all, policies] = await Promise.all([client.identities.list(), client.authPolicies.list()]);
  return {
    identities: all
      .filter(({ tags }) => tags[TAG_INTEGRATION] === integrationId)
      .sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id)),
    policyNames: new Map(policies.map(({ id, name }) => [id, name])),
  };
}

/**
 * The requests of one push. Equal requests share a line with a count, as in `4 x POST   /Users  201  create
 * user`.
 */
export function requestSummary(requests: readonly RecordedRequest[]): string[] {
  const counts = new Map<string, number>();
  for (const { method, path, status, label } of requests) {
    const line = `${method.padEnd(6)} ${pattern(path).padEnd(36)} ${status ?? "---"}  ${label}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${count} x ${line}`);
}

/** A path such as `/Users/2819c223?x=1` without the parts that differ between requests. */
function pattern(path: string): string {
  const [resource = "", query] = path.split("?", 2);
  const shape = resource.replace(/^(\/[^/]+)\/.+$/, "$1/{id}");
  const attribute = /filter=(\w+)/.exec(query ?? "")?.[1];
  return attribute === undefined ? shape : `${shape}?filter=${attribute} eq "..."`;
}
