import { TAG_INTEGRATION, TAG_USER } from "../../../../contract/edge/identity-tag";
import type { NetworkCheck } from "../../../../contract/gateway/network-check";
import type { Database } from "../../../store/database";
import type { ControllerApi, ControllerIdentity } from "../controller-api";
import type { DesiredIdentity } from "../delivery/desired-identity";

/** An identity that this server delivered, or is about to. */
interface Delivered {
  readonly identityId: string;
  readonly userId: string;
  readonly integrationId: string;
  readonly controllerId: string | null;
  readonly state: "pending" | "refused" | "delivered";
  readonly values: DesiredIdentity | null;
}

/** What a comparison found. */
export interface Comparison {
  /** What the controller has, by id. */
  readonly seen: ReadonlyMap<string, ControllerIdentity>;
  readonly expected: number;
  readonly missing: readonly Delivered[];
  readonly changed: readonly Delivered[];
  readonly refused: readonly Delivered[];
  readonly unowned: readonly ControllerIdentity[];
}

/** Compares what this server delivered with what its controller has. Sends reads only. */
export async function compare(db: Database, api: ControllerApi, signal: AbortSignal): Promise<Comparison> {
  const seen = new Map<string, ControllerIdentity>();
  for await (const page of api.listIdentities({ signal })) {
    for (const identity of page) seen.set(identity.id, identity);
  }
  // Read after the list: what was made meanwhile is looked for by its id.
  const delivered = await deliveredIdentities(db);
  const there = delivered.filter(({ controllerId }) => controllerId !== null);
  // A pending one is being deleted, perhaps.
  const suspects = there.filter(
    ({ controllerId, state }) => state !== "pending" && !seen.has(controllerId ?? ""),
  );
  const missing: Delivered[] = [];
  for (const suspect of suspects) {
    // Something deleted between two pages hides another one, so only a read by id is proof.
    const identity = await api.readIdentity(suspect.controllerId ?? "", { signal });
    if (identity === null) missing.push(suspect);
    else seen.set(identity.id, identity);
  }
  const isOurs = new Set(there.map(({ controllerId }) => controllerId));
  // One that was just made may have told nobody its id yet.
  const users = new Set(delivered.map(({ userId }) => userId));
  const integrations = await db.selectFrom("integrations").select("id").execute();
  const own = new Set(integrations.map(({ id }) => id));
  return {
    seen,
    expected: there.length,
    missing,
    changed: there.filter((one) => lacksOurs(one, seen.get(one.controllerId ?? ""))),
    refused: delivered.filter(({ state }) => state === "refused"),
    unowned: [...seen.values()].filter(
      ({ id, tags }) =>
        own.has(String(tags[TAG_INTEGRATION] ?? "")) &&
        !isOurs.has(id) &&
        !users.has(String(tags[TAG_USER] ?? "")),
    ),
  };
}

/** More missing ones than this at once look like a restored backup, not like deletions. */
export function mostMissing(expected: number): number {
  return Math.max(10, Math.floor(expected * 0.02));
}

/** The first differences, for people to read. */
export function listed(found: Comparison, most: number): NetworkCheck["differences"] {
  const own = (kind: "missing" | "changed" | "refused") =>
    found[kind].map(({ controllerId, integrationId, identityId, values }) => ({
      kind,
      identityId: controllerId,
      name: values?.name ?? identityId,
      integrationId,
    }));
  const unowned = found.unowned.map(({ id, name, tags }) => ({
    kind: "unowned" as const,
    identityId: id,
    name,
    integrationId: String(tags[TAG_INTEGRATION]),
  }));
  return [...own("missing"), ...own("changed"), ...own("refused"), ...unowned].slice(0, most);
}

/**
 * Whether somebody took away there what only this server supplies: attributes of groups, roles and
 * entitlements, and the tags (domain rules 8 and 12). Values that people set by hand stay (9, 10 and 18).
 */
function lacksOurs({ state, values }: Delivered, there: ControllerIdentity | undefined): boolean {
  if (state !== "delivered" || values === null || there === undefined) return false;
  const has = new Set(there.roleAttributes);
  return (
    values.roleAttributes.some((attribute) => !has.has(attribute)) ||
    Object.entries(values.tags).some(([name, value]) => there.tags[name] !== value)
  );
}

async function deliveredIdentities(db: Database): Promise<readonly Delivered[]> {
  const rows = await db
    .selectFrom("deliveries")
    .select(["identity_id", "user_id", "integration_id", "controller_id", "state", "delivered"])
    .execute();
  return rows.map((row) => ({
    identityId: row.identity_id,
    userId: row.user_id,
    integrationId: row.integration_id,
    controllerId: row.controller_id,
    state: row.state,
    values: row.delivered === null ? null : (JSON.parse(row.delivered) as DesiredIdentity),
  }));
}
