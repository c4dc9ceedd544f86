import type { MappingObject, PolicyObject } from "../world/objects";
import type { World } from "../world/world";

/** The mappings that give identities that policy. */
export function integrationsWith({ id, networkId }: PolicyObject, world: World): readonly MappingObject[] {
  return [...world.mappings].filter(
    (mapping) =>
      mapping.policyId === id &&
      (mapping.networkId === null || networkId === null || mapping.networkId === networkId),
  );
}
