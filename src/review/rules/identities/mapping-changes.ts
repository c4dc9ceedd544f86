import type { MappingPreview } from "../../../contract/gateway/mapping";
import type { Sample } from "../../findings/finding";
import type { Review } from "../../findings/rule";
import type { Action, PlannedChange } from "../../plan/plan";
import { isNewId } from "../../world/new-ids";
import { type MappingObject, sameSettings } from "../../world/objects";
import { type PeopleByExternalId, peopleOfIntegration } from "../../world/people";

const KEEPS_SETTINGS: ReadonlySet<Action> = new Set(["no-op", "read", "forget"]);

/** The mapping settings of an integration that exists, before and after the plan. */
export interface MappingChange {
  /** The change of the plan that causes it. */
  readonly cause: PlannedChange;
  /** Null when nobody told the settings of today. */
  readonly before: MappingObject | null;
  readonly after: MappingObject;
  /** The identities of the integration. */
  readonly people: PeopleByExternalId;
  /** What the API says that the new settings do; null when it was not asked. */
  readonly preview: MappingPreview | null;
}

/** Every mapping that the plan creates, changes or resets, on an integration that exists already. */
export function mappingChanges({ worlds, live }: Review): readonly MappingChange[] {
  return [...worlds.after.mappings].flatMap((after) => {
    const { integrationId, change } = after;
    const before = worlds.before.mapping(integrationId);
    if (change === null || isNewId(integrationId) || KEEPS_SETTINGS.has(change.action)) return [];
    if (before !== null && sameSettings(before, after)) return [];
    const answers = Object.values(live?.networks ?? {}).find(({ previews }) => integrationId in previews);
    const preview = answers?.previews[integrationId] ?? null;
    return [{ cause: change, before, after, people: peopleOfIntegration(live, integrationId), preview }];
  });
}

/** The samples of one kind that a preview gives. The server has masked them. */
export function samplesOf(preview: MappingPreview | null, kind: string, what: string): Sample[] {
  return (preview?.samples ?? [])
    .filter((sample) => sample.kind === kind)
    .map(({ before, after }) => ({ what, before, after }));
}
