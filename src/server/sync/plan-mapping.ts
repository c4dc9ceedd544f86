import type { Mapping, MappingPreview } from "../../contract/gateway/mapping";
import { chooseExternalId } from "./external-id";
import { draftIdentity } from "./identity-draft";
import { maskPersonal } from "./mask";
import { type PreparedMapping, prepareMapping } from "./prepared-mapping";
import type { IdentityDraft, MappedValues, SyncUser } from "./types";

/** A SCIM user with the identity it has now. */
export interface MappedUser {
  readonly user: SyncUser;
  readonly identityId: string;
  readonly identity: MappedValues;
}

/** Values that other identities of the network have, which the plan does not change. */
export interface TakenValues {
  readonly names: Pick<ReadonlySet<string>, "has">;
  readonly externalIds: Pick<ReadonlySet<string>, "has">;
}

/** One identity that the mapping would change. */
export interface IdentityChange {
  readonly identityId: string;
  readonly before: MappedValues;
  readonly after: MappedValues;
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
  /** Identities whose external ID the mapping does not decide. With any, the server refuses too. */
  readonly undecided: ReadonlySet<string>;
  readonly samples: MappingPreview["samples"];
}

/** How many masked samples of each kind a plan shows. */
const SAMPLES_PER_KIND = 5;

/**
 * Rule 11: plans what a change of the mapping would do to every identity of an integration. The preview shows
 * the plan, and applying the mapping carries out the same plan. A setting that stays the same changes
 * nothing, so a name that a person gave stays until the mapping takes names from another field.
 *
 * @throws Error when the custom path of the mapping does not parse
 */
export function planMapping(
  users: readonly MappedUser[],
  { current, wanted }: { readonly current: Mapping; readonly wanted: Mapping },
  taken: TakenValues,
): MappingPlan {
  const prepared = prepareMapping(wanted);
  const isNameMapped = current.identityNameField !== wanted.identityNameField;
  const isExternalIdMapped =
    current.externalIdField !== wanted.externalIdField ||
    current.externalIdCustomPath !== wanted.externalIdCustomPath;
  const drafted = users.map((mapped) => ({ ...mapped, draft: draftIdentity(mapped.user, prepared) }));
  const names = isNameMapped ? newNames(drafted, prepared, taken.names) : null;
  const undecided = new Set<string>();
  const planned = drafted.map(({ identityId, identity, draft }) => {
    const chosen = isExternalIdMapped
      ? chooseExternalId(draft.externalIds, identity.externalId)
      : identity.externalId;
    if (chosen === undefined) undecided.add(identityId);
    const after = {
      name: names?.get(identityId) ?? identity.name,
      externalId: chosen === undefined ? identity.externalId : chosen,
      authPolicyId:
        current.authPolicyId === wanted.authPolicyId ? identity.authPolicyId : wanted.authPolicyId,
    };
    return { identityId, before: identity, after };
  });
  const conflicts = [
    ...conflictsOf(planned, "name", taken.names),
    ...conflictsOf(planned, "externalId", taken.externalIds),
  ];
  const changes = planned.filter((change) => kindsOf(change).length > 0);
  return {
    changes,
    counts: countsOf(planned, [...conflicts.flatMap(({ identityIds }) => identityIds), ...undecided]),
    conflicts,
    undecided,
    samples: [...samplesOf(changes, conflicts), ...undecidedSamples(planned, undecided)],
  };
}

/** The new name of each identity. With a tie-breaker, the older user gets a name that two would have. */
function newNames(
  drafted: readonly (MappedUser & { readonly draft: IdentityDraft })[],
  { identityNameConflict }: PreparedMapping,
  taken: TakenValues["names"],
): ReadonlyMap<string, string> {
  const given = new Set<string>();
  return new Map(
    drafted.map(({ identityId, user, draft }) => {
      const isFree = !taken.has(draft.name) && !given.has(draft.name);
      const name = isFree || identityNameConflict === "refuse" ? draft.name : user.userName;
      given.add(name);
      return [identityId, name];
    }),
  );
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

function countsOf(planned: readonly IdentityChange[], inConflict: readonly string[]): MappingCounts {
  const counts = { renamed: 0, rekeyed: 0, externalIdLost: 0, policyChanged: 0 };
  let unchanged = 0;
  for (const change of planned) {
    const kinds = kindsOf(change);
    if (kinds.length === 0) unchanged += 1;
    for (const kind of kinds) counts[kind] += 1;
  }
  return { identities: planned.length, unchanged, ...counts, conflicts: new Set(inConflict).size };
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

/** An undecided external ID would stay as it is, so the sample has no value after the change. */
function undecidedSamples(
  planned: readonly IdentityChange[],
  undecided: ReadonlySet<string>,
): MappingPreview["samples"] {
  return planned
    .filter(({ identityId }) => undecided.has(identityId))
    .slice(0, SAMPLES_PER_KIND)
    .map(({ identityId, before }) => ({
      kind: "conflict",
      identityId,
      before: masked(before.externalId),
      after: null,
    }));
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
