import { EdgeError } from "./edge-error";

/** How many names an error lists. It counts the others. */
export const NAMES_SHOWN = 5;

/** The objects of one kind that use an object. */
export interface Referrers {
  /** Singular and plural, as in `identity` and `identities`. */
  readonly kind: readonly [one: string, many: string];
  /** The first names. At least {@link NAMES_SHOWN}, or all names when there are fewer. */
  readonly names: readonly string[];
  readonly total: number;
}

/** @throws EdgeError CAN_NOT_DELETE_REFERENCED_ENTITY that names the users of the object, if any. */
export function requireUnused(object: string, users: readonly Referrers[]): void {
  const used = users.filter(({ total }) => total > 0);
  if (used.length === 0) return;
  const by = used.map(describe).join(" and by ");
  throw new EdgeError("CAN_NOT_DELETE_REFERENCED_ENTITY", `${object} is used by ${by}; change these first`, {
    field: "id",
    reason: `is used by ${by}`,
  });
}

function describe({ kind: [one, many], names, total }: Referrers): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => JSON.stringify(name));
  const rest = total - shown.length;
  const all = rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
  return `${total} ${total === 1 ? one : many} (${all})`;
}
