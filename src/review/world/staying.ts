import type { Count } from "../../contract/sign-in/count";
import type { LiveAnswers } from "../live/answers";
import { knownTextAt } from "../plan/read-value";
import type { MappingObject, PolicyObject } from "./objects";
import { type PeopleByExternalId, peopleOfIntegration, peopleOfPolicy } from "./people";
import type { Worlds } from "./worlds";

/** The people of a policy whom no mapping moves to another one, and who do not go with their integration. */
export function peopleWhoStay(
  policy: PolicyObject,
  worlds: Pick<Worlds, "before" | "after">,
  live: LiveAnswers | null,
): PeopleByExternalId {
  const { id, networkId } = policy;
  return [...worlds.before.mappings]
    .filter((mapping) => mapping.policyId === id && isIn(networkId, mapping) && leaves(mapping, worlds))
    .map(({ integrationId }) => peopleOfIntegration(live, integrationId))
    .reduce(without, peopleOfPolicy(live, id, networkId));
}

function isIn(networkId: string | null, mapping: MappingObject): boolean {
  return mapping.networkId === null || networkId === null || mapping.networkId === networkId;
}

function leaves(
  { integrationId, policyId }: MappingObject,
  { before, after }: Pick<Worlds, "before" | "after">,
) {
  const later = after.mapping(integrationId);
  if (later !== null) return later.policyId !== policyId;
  const values = before.integration(integrationId)?.change?.before ?? null;
  return (knownTextAt(values, "identities_on_destroy") ?? "keep") !== "keep";
}

function without(all: PeopleByExternalId, some: PeopleByExternalId): PeopleByExternalId {
  return {
    all: minus(all.all, some.all),
    withExternalId: minus(all.withExternalId, some.withExternalId),
    withoutExternalId: minus(all.withoutExternalId, some.withoutExternalId),
  };
}

function minus(all: Count, some: Count): Count {
  return {
    atLeast: some.atMost === null ? 0 : Math.max(0, all.atLeast - some.atMost),
    atMost: all.atMost === null ? null : Math.max(0, all.atMost - some.atLeast),
  };
}
