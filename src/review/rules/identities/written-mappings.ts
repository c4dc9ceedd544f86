import type { Review } from "../../findings/rule";
import type { MappingObject } from "../../world/objects";

/** A mapping that the plan creates or changes, with what it was before. */
export interface WrittenMapping {
  readonly before: MappingObject | null;
  readonly after: MappingObject;
}

/** Every mapping that the plan creates or changes, on new integrations too. */
export function writtenMappings({ worlds }: Review): readonly WrittenMapping[] {
  return [...worlds.after.mappings].flatMap((after) => {
    const action = after.change?.action;
    if (action !== "create" && action !== "update" && action !== "replace") return [];
    return [{ before: worlds.before.mapping(after.integrationId), after }];
  });
}

/** Whether a mapping takes the external ID from the same field as before. */
export function keepsExternalId({ before, after }: WrittenMapping): boolean {
  return (
    before !== null &&
    before.externalIdSource === after.externalIdSource &&
    before.externalIdPath === after.externalIdPath
  );
}
