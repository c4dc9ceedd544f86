import type { ScimPath } from "../../contract/scim/filter/filter";
import { matchesValue } from "../../contract/scim/filter/match";
import { isMap, locateValues, locateWithin } from "../../contract/scim/read-attribute";
import { USER } from "../../contract/scim/resource";
import type { PreparedMapping } from "./prepared-mapping";
import { textOf } from "./text-of";
import type { SyncUser } from "./types";

/**
 * Rule 10: the texts that can be the external ID of a user, each once. There is more than one only when the
 * mapping matches several values and the primary one does not stand out.
 */
export function externalIdCandidates(user: SyncUser, mapping: PreparedMapping): readonly string[] {
  switch (mapping.externalIdField) {
    case "NONE":
      return [];
    case "USER_NAME":
      return texts([user.userName]);
    case "PRIMARY_EMAIL":
      return primaryFirst(Array.isArray(user.emails) ? user.emails : [], (email) =>
        isMap(email) ? [email.value] : [],
      );
    case "CUSTOM":
      return mapping.externalIdCustomPath === null ? [] : textsAt(user, mapping.externalIdCustomPath);
  }
}

/**
 * Chooses among the candidates. Of several, only the one in use counts, so that another order of a list
 * changes no external ID.
 * @returns null without a candidate, undefined when none of several is in use
 */
export function chooseExternalId(
  candidates: readonly string[],
  inUse: string | null,
): string | null | undefined {
  return candidates.length > 1 ? candidates.find((one) => one === inUse) : (candidates[0] ?? null);
}

/** Whether both users can have the same external IDs. The order does not count. */
export function sameCandidates(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

function textsAt(user: SyncUser, path: ScimPath): readonly string[] {
  const located = locateValues(USER, user, { ...path, subAttribute: null });
  if (located === null) return [];
  const { attribute, values } = located;
  const { valueFilter, subAttribute } = path;
  const chosen =
    valueFilter === null ? values : values.filter((one) => matchesValue(valueFilter, one, attribute));
  return primaryFirst(chosen, (one) =>
    subAttribute === null ? [one] : (locateWithin(attribute, [one], subAttribute)?.values ?? []),
  );
}

/** The texts of the primary values. Without a primary value that has a text, the texts of all values. */
function primaryFirst(
  values: readonly unknown[],
  textsOf: (value: unknown) => readonly unknown[],
): readonly string[] {
  const primary = texts(values.filter((one) => isMap(one) && one.primary === true).flatMap(textsOf));
  return primary.length > 0 ? primary : texts(values.flatMap(textsOf));
}

function texts(values: readonly unknown[]): string[] {
  return [...new Set(values.map(textOf).filter((text) => text !== null))];
}
