import { isMap } from "../../contract/scim/read-attribute";
import { sanitizeRoleAttribute } from "./role-attribute";
import type { LedgerChange, LedgerEntry, LedgerSource, SyncUser, SyncWarning } from "./types";

/**
 * Rule 16: the roles and entitlements of a user replace what these two sources supplied before. Entries of
 * groups and of people are not touched.
 */
export function userLedgerChange(ledger: readonly LedgerEntry[], user: SyncUser): LedgerChange {
  const roles = suppliedBy("role", user.roles);
  const entitlements = suppliedBy("entitlement", user.entitlements);
  const wanted = [...roles.entries, ...entitlements.entries];
  const present = ledger.filter(({ source }) => source === "role" || source === "entitlement");
  return { ...difference(present, wanted), warnings: [...roles.warnings, ...entitlements.warnings] };
}

/**
 * What a group writes into the ledger of an identity that becomes its member now. Rule 13: the entry holds
 * the name of this moment, and a rename changes no entry.
 */
export interface GroupSupply {
  /** Null when the name leaves no attribute (rule 15). */
  readonly entry: LedgerEntry | null;
  readonly warnings: readonly SyncWarning[];
}

/** The same for every identity that joins at this moment, so that many joins cost one call. */
export function groupSupply(group: { readonly id: string; readonly displayName: string }): GroupSupply {
  const { value, warning } = sanitizeRoleAttribute(
    group.displayName,
    `group ${JSON.stringify(group.displayName)}`,
  );
  return {
    entry: value === null ? null : { source: "group", sourceId: group.id, value },
    warnings: warning === null ? [] : [warning],
  };
}

/** Rules 12 and 14: the union of all sources, sorted; a value stays as long as one source supplies it. */
export function roleAttributesOf(ledger: readonly LedgerEntry[]): string[] {
  return [...new Set(ledger.map((entry) => entry.value))].sort();
}

/**
 * Rule 12: a person sets the role attributes by hand. What SCIM does not supply becomes manual; what a person
 * had added before and still asks for stays manual, also when SCIM supplies it by now. A value that SCIM
 * supplies cannot be taken away by hand: it stays, with a warning.
 */
export function editRoleAttributes(ledger: readonly LedgerEntry[], asked: readonly string[]): LedgerChange {
  const manual = ledger.filter((entry) => entry.source === "manual");
  const supplied = new Map(
    ledger.filter((entry) => entry.source !== "manual").map((entry) => [entry.value, entry.source] as const),
  );
  const sanitized = asked.map((value) => sanitizeRoleAttribute(value, "the edit"));
  const values = new Set(sanitized.flatMap(({ value }) => (value === null ? [] : [value])));
  const kept = new Set(manual.map((entry) => entry.value));
  const wanted = [...values]
    .filter((value) => kept.has(value) || !supplied.has(value))
    .map((value): LedgerEntry => ({ source: "manual", sourceId: "", value }));
  const stays = [...supplied].filter(([value]) => !values.has(value));
  return {
    ...difference(manual, wanted),
    warnings: [
      ...sanitized.flatMap(({ warning }) => (warning === null ? [] : [warning])),
      ...stays.map(([value, source]) => ({
        rule: 12,
        message:
          `${JSON.stringify(value)} is supplied by SCIM (${source}) and stays; ` +
          "remove it in the identity provider",
      })),
    ],
  };
}

function suppliedBy(
  source: LedgerSource,
  values: unknown,
): { entries: LedgerEntry[]; warnings: SyncWarning[] } {
  const texts = (Array.isArray(values) ? values : []).flatMap((one: unknown) =>
    isMap(one) && typeof one.value === "string" ? [one.value] : [],
  );
  const origin = source === "role" ? "roles" : "entitlements";
  const sanitized = texts.map((text) => sanitizeRoleAttribute(text, origin));
  const distinct = new Set(sanitized.flatMap(({ value }) => (value === null ? [] : [value])));
  return {
    entries: [...distinct].map((value) => ({ source, sourceId: "", value })),
    warnings: sanitized.flatMap(({ warning }) => (warning === null ? [] : [warning])),
  };
}

function difference(present: readonly LedgerEntry[], wanted: readonly LedgerEntry[]) {
  const presentKeys = new Set(present.map(keyOf));
  const wantedKeys = new Set(wanted.map(keyOf));
  return {
    add: wanted.filter((entry) => !presentKeys.has(keyOf(entry))),
    remove: present.filter((entry) => !wantedKeys.has(keyOf(entry))),
  };
}

const keyOf = ({ source, sourceId, value }: LedgerEntry) => JSON.stringify([source, sourceId, value]);
