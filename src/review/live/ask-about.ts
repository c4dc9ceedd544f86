import type { Client } from "../../client/client";
import type { CallOptions } from "../../client/settings";
import type { Mapping } from "../../contract/gateway/mapping";
import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import type { Plan } from "../plan/plan";
import { knownTextAt } from "../plan/read-value";
import { signInImpacts } from "../world/impacts";
import { isNewId } from "../world/new-ids";
import { type MappingObject, sameSettings } from "../world/objects";
import { buildWorlds, type Worlds } from "../world/worlds";
import type { IdentityNumbers, LiveAnswers, NetworkAnswers } from "./answers";

/** The means of asking. */
export interface Asking {
  readonly client: Client;
  readonly options: CallOptions;
  /** Gives null, and notes a problem, when the work fails. @param what is not known then. */
  readonly attempt: <T>(what: string, work: () => Promise<T>) => Promise<T | null>;
}

/** Adds the numbers, previews and tokens that the plan makes interesting to the lists of its networks. */
export async function askAbout(plan: Plan, lists: LiveAnswers, asking: Asking): Promise<LiveAnswers> {
  const worlds = buildWorlds(plan, lists);
  const policies = policiesOf(plan, worlds, lists);
  const mappings = [...worlds.after.mappings].filter(
    (mapping) => mapping.change !== null && isTouched(mapping, worlds.before.mapping(mapping.integrationId)),
  );
  const integrations = integrationsOf(plan, mappings);
  const slots = slotsOf(plan);
  const networks: Record<string, NetworkAnswers> = {};
  for (const [networkId, answers] of Object.entries(lists.networks)) {
    const edge = networkId === "" ? asking.options : { ...asking.options, networkId };
    const inNetwork = (id: string) => answers.integrations.some((one) => one.id === id);
    const count = (query: { authPolicyId: string } | { integrationId: string }, what: string) =>
      asking.attempt(what, () => numbersOf(asking.client, query, edge));
    networks[networkId] = {
      ...answers,
      byPolicy: await collected(
        answers.policies.map(({ id }) => id).filter((id) => policies.has(id)),
        (authPolicyId) => count({ authPolicyId }, `how many people have the auth policy ${authPolicyId}`),
      ),
      byIntegration: await collected([...integrations].filter(inNetwork), (integrationId) =>
        count({ integrationId }, `how many people the integration ${integrationId} has`),
      ),
      previews: await collected(
        mappings.map(({ integrationId }) => integrationId).filter(inNetwork),
        async (id) => preview(id, worlds, asking),
      ),
      tokens: await collected([...slots].filter(inNetwork), (id) =>
        asking.attempt(`the tokens of the integration ${id}`, () =>
          asking.client.tokens.list(id, asking.options),
        ),
      ),
    };
  }
  return { ...lists, networks };
}

async function numbersOf(
  client: Client,
  query: { authPolicyId: string } | { integrationId: string },
  options: CallOptions & { readonly networkId?: string },
): Promise<IdentityNumbers> {
  const [identities, withoutExternalId] = await Promise.all([
    client.identities.count(query, options),
    client.identities.count({ ...query, externalId: null }, options),
  ]);
  return { identities, withoutExternalId };
}

/** What the new settings do. Settings that are not known yet cannot be previewed. */
async function preview(id: string, { after, before }: Worlds, { client, options, attempt }: Asking) {
  const wanted = after.mapping(id);
  const settings = wanted === null ? null : settingsOf(wanted, before.mapping(id));
  if (settings === null) return null;
  return attempt(`what the mapping does to the people of the integration ${id}`, () =>
    client.mappings.preview(id, settings, options),
  );
}

/** A policy that is new in the same plan has no id yet: the present one stands in for it. */
function settingsOf(wanted: MappingObject, present: MappingObject | null): Mapping | null {
  const { policyId, externalIdSource, externalIdPath, identityName, identityNameConflict } = wanted;
  const authPolicyId = policyId === NOT_KNOWN || isNewId(policyId) ? present?.policyId : policyId;
  if (authPolicyId === undefined || authPolicyId === NOT_KNOWN) return null;
  if (externalIdSource === NOT_KNOWN || externalIdPath === NOT_KNOWN || identityName === NOT_KNOWN)
    return null;
  return {
    identityNameField: upper(identityName),
    identityNameConflict: identityNameConflict === "user_name" ? "userName" : "refuse",
    authPolicyId,
    externalIdField: upper(externalIdSource),
    externalIdCustomPath: externalIdPath,
  };
}

/** The API's word for a configuration's: `USER_NAME` for `user_name`. The provider checked the choices. */
function upper<Field extends string>(word: string): Field {
  return word.toUpperCase() as Field;
}

function policiesOf(plan: Plan, worlds: Worlds, lists: LiveAnswers): ReadonlySet<string> {
  const touched = signInImpacts(worlds, lists).impacts.map(({ policy }) => policy.id);
  const changed = plan.changes
    .filter(({ type, action }) => type === "netfoundry_auth_policy" && action !== "no-op")
    .flatMap(({ before }) => knownTextAt(before, "id") ?? []);
  return new Set([...touched, ...changed]);
}

function integrationsOf(plan: Plan, mappings: readonly MappingObject[]): ReadonlySet<string> {
  const going = plan.changes
    .filter(
      ({ type, action }) =>
        type === "netfoundry_scim_integration" && (action === "delete" || action === "replace"),
    )
    .flatMap(({ before }) => knownTextAt(before, "id") ?? []);
  return new Set([...mappings.map(({ integrationId }) => integrationId), ...going]);
}

function slotsOf(plan: Plan): ReadonlySet<string> {
  return new Set(
    plan.changes
      .filter(
        ({ type, action }) => type === "netfoundry_scim_token" && action !== "no-op" && action !== "create",
      )
      .flatMap(({ before }) => knownTextAt(before, "integration_id") ?? []),
  );
}

function isTouched(after: MappingObject, before: MappingObject | null): boolean {
  return before === null || after.change?.action === "create" || !sameSettings(before, after);
}

async function collected<T>(
  ids: readonly string[],
  ask: (id: string) => Promise<T | null>,
): Promise<Readonly<Record<string, T>>> {
  const found = await Promise.all([...ids].sort().map(async (id) => [id, await ask(id)] as const));
  return Object.fromEntries(
    found.filter((entry): entry is [string, Awaited<T>] => entry[1] !== null),
  ) as Record<string, T>;
}
