import type { Mapping, MappingPreview } from "../../contract/gateway/mapping";
import { draftIdentity, prepareMapping } from "./identity-draft";
import { maskPersonal } from "./mask";
import type { IdentityDraft, SyncUser } from "./types";

/** A SCIM user with the identity it has now. */
export interface MappedUser {
  readonly user: SyncUser;
  readonly identityId: string;
  readonly identity: IdentityDraft;
}

/** Values that other identities of the network have, which the plan does not change. */
export interface TakenValues {
  readonly names: Pick<ReadonlySet<string>, "has">;
  readonly externalIds: Pick<ReadonlySet<string>, "has">;
}

/** One identity that the mapping would change. */
export interface IdentityChange {
  readonly identityId: string;
  readonly before: IdentityDraft;
  readonly after: IdentityDraft;
}

/** A value that more than one identity would have. */
export interface MappingConflict {
  readonly field: "name" | "externalId";
  /** The clashing value in full. It is personal data: mask it before it is shown or logged. */
  readonly value: string;
  /** The identities of the integration that would have the value. */
  readonly identityIds: readonly string[];
  /** Whether an identity outside the integration has the value already. */
  readonly isTaken: boolean;
}

type MappingCounts = Omit<MappingPreview, "samples">;

export interface MappingPlan {
  readonly changes: readonly IdentityChange[];
  readonly counts: MappingCounts;
  /** With any conflict, the server refuses to apply the plan. */
  readonly conflicts: readonly MappingConflict[];
  readonly samples: MappingPreview["samples"];
}

/** How many masked samples of each kind a plan shows. */
const SAMPLES_PER_KIND = 5;

/**
 * Rule 11: plans what a mapping would do to every identity of an integration. The preview shows the plan, and
 * applying the mapping carries out the same plan.
 *
 * @throws Error when the custom path of the mapping does not parse
 */
export function planMapping(users: readonly MappedUser[], mapping: Mapping, taken: TakenValues): MappingPlan {
  const prepared = prepareMapping(mapping);
  const planned = users.map(({ user, identityId, identity }) => ({
    identityId,
    before: identity,
    after: draftIdentity(user, prepared),
  }));
  const conflicts = [
    ...conflictsOf(planned, "name", taken.names),
    ...conflictsOf(planned, "externalId", taken.externalIds),
  ];
  const changes = planned.filter((change) => kindsOf(change).length > 0);
  return { changes, counts: countsOf(planned, conflicts), conflicts, samples: samplesOf(changes, conflicts) };
}

const KINDS = ["renamed", "rekeyed", "externalIdLost", "policyChanged"] as const;
type ChangeKind = (typeof KINDS)[number];

function kindsOf({ before, after }: IdentityChange): ChangeKind[] {
  const kinds: ChangeKind[] = [];
  if (before.name !== after.name) kinds.push("renamed");
  if (before.externalId !== after.externalId)
    kinds.push(after.externalId === null ? "externalIdLost" : "rekeyed");
  if (before.authPolicyId !== after.authPolicyId) kinds.push("policyChanged");
  return kinds;
}

function countsOf(planned: readonly IdentityChange[], conflicts: readonly MappingConflict[]): MappingCounts {
  const counts = { renamed: 0, rekeyed: 0, externalIdLost: 0, policyChanged: 0 };
  let unchanged = 0;
  for (const change of planned) {
    const kinds = kindsOf(change);
    if (kinds.length === 0) unchanged += 1;
    for (const kind of kinds) counts[kind] += 1;
  }
  const inConflict = new Set(conflicts.flatMap(({ identityIds }) => identityIds));
  return { identities: planned.length, unchanged, ...counts, conflicts: inConflict.size };
}

function conflictsOf(
  planned: readonly IdentityChange[],
  field: MappingConflict["field"],
  taken: Pick<ReadonlySet<string>, "has">,
): MappingConflict[] {
  const holders = new Map<string, string[]>();
  for (const { identityId, after } of planned) {
    const value = after[field];
    if (value === null) continue;
    const others = holders.get(value);
    if (others === undefined) holders.set(value, [identityId]);
    else others.push(identityId);
  }
  return [...holders]
    .map(([value, identityIds]) => ({ field, value, identityIds, isTaken: taken.has(value) }))
    .filter(({ identityIds, isTaken }) => isTaken || identityIds.length > 1);
}

function samplesOf(
  changes: readonly IdentityChange[],
  conflicts: readonly MappingConflict[],
): MappingPreview["samples"] {
  const ofChanges = KINDS.flatMap((kind) =>
    changes
      .filter((change) => kindsOf(change).includes(kind))
      .slice(0, SAMPLES_PER_KIND)
      .map((change) => ({ kind, identityId: change.identityId, ...shown(kind, change) })),
  );
  const changeOf = new Map(changes.map((change) => [change.identityId, change]));
  const ofConflicts = conflicts
    .flatMap(({ field, value, identityIds }) =>
      identityIds.map((identityId) => ({ field, value, identityId })),
    )
    .slice(0, SAMPLES_PER_KIND)
    .map(({ field, value, identityId }) => ({
      kind: "conflict",
      identityId,
      before: masked(changeOf.get(identityId)?.before[field] ?? value),
      after: masked(value),
    }));
  return [...ofChanges, ...ofConflicts];
}

function shown(kind: ChangeKind, { before, after }: IdentityChange) {
  switch (kind) {
    case "renamed":
      return { before: masked(before.name), after: masked(after.name) };
    case "policyChanged":
      return { before: before.authPolicyId, after: after.authPolicyId };
    default:
      return { before: masked(before.externalId), after: masked(after.externalId) };
  }
}

const masked = (value: string | null) => (value === null ? null : maskPersonal(value));
