import type { Client } from "../../client/client";
import type { Identity } from "../../contract/edge/identity";
import { TAG_INTEGRATION } from "../../contract/edge/identity-tag";
import type { Integration } from "../../contract/gateway/integration";
import type { RecordedRequest } from "../../idp/common/scim-client";
import { type Cell, card, fitsTable, table } from "../output/table";
import { styled, type Terminal } from "../output/terminal";
import { hangingLines } from "../output/wrap";

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
  if (fitsTable(terminal, SCIM_COLUMNS, rows)) return table(terminal, SCIM_COLUMNS, rows);
  return rows
    .map((row) =>
      card(
        terminal,
        SCIM_COLUMNS.map((column, index) => [column, row[index] ?? ""] as const),
      ),
    )
    .join("\n");
}

/**
 * The identities. An auth policy appears by its name if that is known. A cell that is not what it was in
 * `former` has an asterisk, and a line below the table that says what it was. When no cell changed and the
 * identities are the same, a sentence takes the place of the table. Without `former`, nothing is compared.
 */
export function identityTable(
  terminal: Terminal,
  identities: readonly Identity[],
  policyNames: ReadonlyMap<string, string>,
  former?: readonly Identity[],
): string {
  const before = new Map(former?.map((one) => [one.id, cellsOf(one, policyNames)]));
  const changes: string[] = [];
  const rows = identities.map((one) =>
    cellsOf(one, policyNames).map((text, column): Cell => {
      const was = before.get(one.id)?.[column] ?? text;
      if (was === text) return text;
      changes.push(`${IDENTITY_COLUMNS[column]} of ${one.name}: ${was} -> ${text}`);
      return { text: `${text}*`, style: "yellow" };
    }),
  );
  const areTheSame = identities.length === before.size && identities.every(({ id }) => before.has(id));
  if (former !== undefined && areTheSame && changes.length === 0) return "No cell of the table changed.";
  const lines = changes.map((change) => hangingLines("* ", change, terminal.columns).trimEnd());
  return [
    table(terminal, IDENTITY_COLUMNS, rows),
    ...lines.map((line) => styled(terminal, "yellow", line)),
  ].join("\n");
}

function cellsOf(identity: Identity, policyNames: ReadonlyMap<string, string>): string[] {
  return [
    identity.name,
    identity.externalId ?? NONE,
    policyNames.get(identity.authPolicyId) ?? identity.authPolicyId,
    [...identity.roleAttributes].sort().join(", ") || NONE,
    identity.disabled ? "disabled" : "enabled",
  ];
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
