import type { Mapping, MappingPreview } from "../../contract/gateway/mapping";
import { chooseExternalId } from "./external-id";
import { draftIdentity } from "./identity-draft";
import { maskPersonal } from "./mask";
import { type PreparedMapping, prepareMapping } from "./prepared-mapping";
import type { MappedValues, SyncUser } from "./types";

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

type MappingCounts = Omit<MappingPreview, "samples" | "asOf">;

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

const KINDS = ["renamed", "rekeyed", "externalIdLost", "policyChanged"] as const;
type ChangeKind = (typeof KINDS)[number];

type Sample = MappingPreview["samples"][number];

/** A change of the mapping settings of an integration. */
export interface MappingChange {
  readonly current: Mapping;
  readonly wanted: Mapping;
}

/**
 * Rule 11: plans what a change of the mapping would do to every identity of an integration. The preview shows
 * the plan, and applying the mapping carries out the same plan. A setting that stays the same changes
 * nothing, so a name that a person gave stays until the mapping takes names from another field. It takes the
 * users one by one, the oldest first, so that a caller can give way in between.
 */
export class MappingPlanner {
  readonly #change: MappingChange;
  readonly #prepared: PreparedMapping;
  readonly #taken: TakenValues;
  readonly #isNameMapped: boolean;
  readonly #isExternalIdMapped: boolean;
  readonly #names = new Holders();
  readonly #externalIds = new Holders();
  readonly #undecided = new Set<string>();
  readonly #changes: IdentityChange[] = [];
  readonly #counts = {
    identities: 0,
    unchanged: 0,
    renamed: 0,
    rekeyed: 0,
    externalIdLost: 0,
    policyChanged: 0,
  };
  readonly #samples = new Map<ChangeKind, Sample[]>(KINDS.map((kind) => [kind, []]));
  readonly #undecidedSamples: Sample[] = [];

  /** @throws Error when the custom path of the mapping does not parse */
  constructor(change: MappingChange, taken: TakenValues) {
    const { current, wanted } = change;
    this.#change = change;
    this.#prepared = prepareMapping(wanted);
    this.#taken = taken;
    this.#isNameMapped = current.identityNameField !== wanted.identityNameField;
    this.#isExternalIdMapped =
      current.externalIdField !== wanted.externalIdField ||
      current.externalIdCustomPath !== wanted.externalIdCustomPath;
  }

  /** Plans for one more user. */
  add({ user, identityId, identity }: MappedUser): void {
    const draft = draftIdentity(user, this.#prepared);
    const name = this.#isNameMapped ? this.#newName(draft.name, user.userName) : identity.name;
    const chosen = this.#isExternalIdMapped
      ? chooseExternalId(draft.externalIds, identity.externalId)
      : identity.externalId;
    const { current, wanted } = this.#change;
    const after = {
      name,
      externalId: chosen === undefined ? identity.externalId : chosen,
      authPolicyId:
        current.authPolicyId === wanted.authPolicyId ? identity.authPolicyId : wanted.authPolicyId,
    };
    this.#names.add(after.name, identityId);
    if (after.externalId !== null) this.#externalIds.add(after.externalId, identityId);
    if (chosen === undefined) this.#leaveUndecided(identityId, identity);
    this.#record({ identityId, before: identity, after });
  }

  plan(): MappingPlan {
    const conflicts = [
      ...this.#names.conflicts("name", this.#taken.names),
      ...this.#externalIds.conflicts("externalId", this.#taken.externalIds),
    ];
    const inConflict = new Set([...conflicts.flatMap(({ identityIds }) => identityIds), ...this.#undecided]);
    return {
      changes: this.#changes,
      counts: { ...this.#counts, conflicts: inConflict.size },
      conflicts,
      undecided: this.#undecided,
      samples: [
        ...[...this.#samples.values()].flat(),
        ...conflictSamples(this.#changes, conflicts),
        ...this.#undecidedSamples,
      ],
    };
  }

  /** With a tie-breaker, the older user gets a name that two would have. */
  #newName(name: string, userName: string): string {
    const isFree = !this.#taken.names.has(name) && !this.#names.has(name);
    return isFree || this.#prepared.identityNameConflict === "refuse" ? name : userName;
  }

  /** An undecided external ID would stay as it is, so the sample has no value after the change. */
  #leaveUndecided(identityId: string, { externalId }: MappedValues): void {
    this.#undecided.add(identityId);
    if (this.#undecidedSamples.length === SAMPLES_PER_KIND) return;
    this.#undecidedSamples.push({ kind: "conflict", identityId, before: masked(externalId), after: null });
  }

  #record(change: IdentityChange): void {
    const kinds = kindsOf(change);
    this.#counts.identities += 1;
    if (kinds.length === 0) this.#counts.unchanged += 1;
    else this.#changes.push(change);
    for (const kind of kinds) {
      this.#counts[kind] += 1;
      const samples = this.#samples.get(kind) ?? [];
      if (samples.length === SAMPLES_PER_KIND) continue;
      samples.push({ kind, identityId: change.identityId, ...shown(kind, change) });
    }
  }
}

/** Who would have each value. */
class Holders {
  readonly #identityIds = new Map<string, string[]>();

  has(value: string): boolean {
    return this.#identityIds.has(value);
  }

  add(value: string, identityId: string): void {
    const others = this.#identityIds.get(value);
    if (others === undefined) this.#identityIds.set(value, [identityId]);
    else others.push(identityId);
  }

  conflicts(field: MappingConflict["field"], taken: Pick<ReadonlySet<string>, "has">): MappingConflict[] {
    const conflicts: MappingConflict[] = [];
    for (const [value, identityIds] of this.#identityIds) {
      const isTaken = taken.has(value);
      if (isTaken || identityIds.length > 1) conflicts.push({ field, value, identityIds, isTaken });
    }
    return conflicts;
  }
}

function kindsOf({ before, after }: IdentityChange): ChangeKind[] {
  const kinds: ChangeKind[] = [];
  if (before.name !== after.name) kinds.push("renamed");
  if (before.externalId !== after.externalId)
    kinds.push(after.externalId === null ? "externalIdLost" : "rekeyed");
  if (before.authPolicyId !== after.authPolicyId) kinds.push("policyChanged");
  return kinds;
}

function conflictSamples(
  changes: readonly IdentityChange[],
  conflicts: readonly MappingConflict[],
): MappingPreview["samples"] {
  const samples = conflicts
    .slice(0, SAMPLES_PER_KIND)
    .flatMap(({ field, value, identityIds }) =>
      identityIds.slice(0, SAMPLES_PER_KIND).map((identityId) => ({ field, value, identityId })),
    )
    .slice(0, SAMPLES_PER_KIND);
  return samples.map(({ field, value, identityId }) => ({
    kind: "conflict",
    identityId,
    before: masked(changes.find((change) => change.identityId === identityId)?.before[field] ?? value),
    after: masked(value),
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
