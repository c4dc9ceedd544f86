import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import type { LiveAnswers } from "../live/answers";
import type { Plan, PlannedChange } from "../plan/plan";
import { flagAt, knownTextAt, textAt } from "../plan/read-value";
import type { Values } from "../plan/values";
import { liveIntegration, liveMapping, livePolicy, liveSigner } from "./from-live";
import { integrationOf, mappingOf, type Placed, policyOf, signerOf } from "./from-plan";
import { idAfter, idResolver } from "./new-ids";
import type { IntegrationObject, MappingObject, PolicyObject, SignerObject } from "./objects";
import { World } from "./world";

/** The networks before and after a plan. */
export interface Worlds {
  readonly before: World;
  readonly after: World;
  /** The id of the integration that a mapping or a token belongs to afterwards; null when it is not known. */
  integrationIdAfter(change: PlannedChange): string | null;
}

const DEFAULT_MAPPING = {
  policyId: "default",
  identityName: "user_name",
  identityNameConflict: "refuse",
  externalIdSource: "none",
  externalIdPath: null,
} as const;

/** Builds both from what the API answered, if it was asked, and from what the plan says. */
export function buildWorlds(plan: Plan, live: LiveAnswers | null): Worlds {
  const resolve = idResolver(plan);
  const soleNetwork = live?.defaultNetworkId ?? soleNetworkOf(plan);
  const complete = new Set<string | null>(Object.keys(live?.networks ?? {}).map((id) => id || null));
  const objects = { before: liveObjects(live), after: liveObjects(live) };
  const networkOf = (values: Values | null) => knownTextAt(values, "network_id") ?? soleNetwork;

  const integrationIdAfter = (change: PlannedChange): string | null => {
    const id = textAt(change.after, "integration_id");
    if (id !== NOT_KNOWN) return id;
    return resolve(change, "integration_id", "netfoundry_scim_integration")?.[0] ?? null;
  };

  for (const change of plan.changes) {
    const before = placed(change, change.before, knownTextAt(change.before, "id"), networkOf);
    if (before !== null) addTo(objects.before, before, resolve);
    if (before !== null && change.type !== MAPPING) {
      // What Terraform forgets stays as it is.
      if (change.isForgotten) addTo(objects.after, before, resolve);
      else removeFrom(objects.after, before);
    }
  }
  // The import of an object comes after its removal, wherever the plan lists the two.
  for (const change of plan.changes) {
    const after = placed(change, change.after, idAfter(change), networkOf);
    if (after !== null && change.type !== MAPPING) addTo(objects.after, after, resolve);
  }
  const mappings = plan.changes.filter(({ type }) => type === MAPPING);
  for (const change of mappings) {
    const id = knownTextAt(change.before, "integration_id");
    if (id === null || change.before === null) continue;
    const stays = mappingOf(
      { change, values: change.before, networkId: networkOf(change.before) },
      id,
      resolve,
    );
    objects.before.mappings.set(id, stays);
    const isReset =
      flagAt(change.before, "reset_on_destroy") === true && isGoing(change) && !change.isForgotten;
    objects.after.mappings.set(id, isReset ? { ...stays, ...DEFAULT_MAPPING } : stays);
  }
  // Another block may manage the same mapping afterwards, so what was there before comes first.
  for (const change of mappings) {
    const id = integrationIdAfter(change);
    if (change.after === null || id === null) continue;
    const networkId = networkOf(change.after);
    objects.after.mappings.set(id, mappingOf({ change, values: change.after, networkId }, id, resolve));
  }
  for (const id of objects.after.mappings.keys()) {
    const isDestroyed = objects.before.integrations.has(id) && !objects.after.integrations.has(id);
    if (isDestroyed) objects.after.mappings.delete(id);
  }
  return {
    before: worldOf(objects.before, complete),
    after: worldOf(objects.after, complete),
    integrationIdAfter,
  };
}

const MAPPING = "netfoundry_scim_mapping";

interface Objects {
  readonly policies: Map<string, PolicyObject>;
  readonly signers: Map<string, SignerObject>;
  readonly integrations: Map<string, IntegrationObject>;
  readonly mappings: Map<string, MappingObject>;
}

function liveObjects(live: LiveAnswers | null): Objects {
  const objects: Objects = {
    policies: new Map(),
    signers: new Map(),
    integrations: new Map(),
    mappings: new Map(),
  };
  for (const [id, answers] of Object.entries(live?.networks ?? {})) {
    const networkId = id === "" ? null : id;
    for (const policy of answers.policies) {
      objects.policies.set(mapKey(policy.id, networkId), livePolicy(policy, networkId));
    }
    for (const signer of answers.signers) objects.signers.set(signer.id, liveSigner(signer, networkId));
    for (const integration of answers.integrations) {
      objects.integrations.set(integration.id, liveIntegration(integration));
      objects.mappings.set(integration.id, liveMapping(integration));
    }
  }
  return objects;
}

/** The default policies of two networks have one id. */
function mapKey(id: string, networkId: string | null): string {
  return `${id} of ${networkId ?? ""}`;
}

function placed(
  change: PlannedChange,
  values: Values | null,
  id: string | null,
  networkOf: (values: Values | null) => string | null,
): Placed | null {
  return values === null || id === null ? null : { change, values, id, networkId: networkOf(values) };
}

function addTo(objects: Objects, place: Placed, resolve: Parameters<typeof policyOf>[1]): void {
  switch (place.change.type) {
    case "netfoundry_auth_policy":
      objects.policies.set(mapKey(place.id, place.networkId), policyOf(place, resolve));
      break;
    case "netfoundry_jwt_signer":
      objects.signers.set(place.id, signerOf(place));
      break;
    case "netfoundry_scim_integration":
      objects.integrations.set(place.id, integrationOf(place));
  }
}

function removeFrom(objects: Objects, { change, id, networkId }: Placed): void {
  if (change.type === "netfoundry_auth_policy") objects.policies.delete(mapKey(id, networkId));
  if (change.type === "netfoundry_jwt_signer") objects.signers.delete(id);
  if (change.type === "netfoundry_scim_integration") objects.integrations.delete(id);
}

/** Whether the plan stops managing the mapping of the integration that it was for. */
function isGoing({ before, after }: PlannedChange): boolean {
  const id = textAt(after, "integration_id");
  return after === null || (id !== NOT_KNOWN && id !== knownTextAt(before, "integration_id"));
}

function worldOf(objects: Objects, complete: ReadonlySet<string | null>): World {
  const { policies, signers, integrations, mappings } = objects;
  return new World(
    {
      policies: [...policies.values()],
      signers: [...signers.values()],
      integrations: [...integrations.values()],
      mappings: [...mappings.values()],
    },
    complete,
  );
}

function soleNetworkOf({ changes }: Plan): string | null {
  const ids = new Set(
    changes.flatMap(({ before, after }) =>
      [before, after].flatMap((values) => knownTextAt(values, "network_id") ?? []),
    ),
  );
  const [only] = ids;
  return ids.size === 1 && only !== undefined ? only : null;
}
