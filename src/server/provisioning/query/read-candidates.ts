import { Pace } from "../../pace";
import type { FilterPlan } from "./filter/plan-filter";
import { type Candidate, residualFilter } from "./filter/residual-filter";
import { flagsOf, isOneOf, type List, type ListSource, selectRange } from "./select-page";

/** How many rows one statement reads. */
const BATCH = 250;
/** How many rows are read for one request at most. */
export const MOST_READ = 100_000;

/** A resource that matches, and its row in the list. */
interface Match<Kind> {
  readonly row: Kind;
  readonly candidate: Candidate;
}

/**
 * Reads resources in the order of a list, and gives those that match. Other requests run meanwhile.
 * @param ids In the order of the list.
 * @param plan Null when all of them match.
 * @param tooMany Makes the error for more rows than {@link MOST_READ}.
 */
export async function* readMatches<Kind extends object>(
  list: List & { readonly source: ListSource<Kind> },
  ids: readonly string[],
  { plan, tooMany }: { readonly plan: FilterPlan | null; readonly tooMany: () => Error },
): AsyncGenerator<Match<Kind>> {
  const { db, source } = list;
  const { flags, matches } = plan === null ? EVERYTHING : residualFilter(plan);
  const pace = new Pace();
  for (let at = 0; at < ids.length; at += BATCH) {
    if (at >= MOST_READ) throw tooMany();
    for (const row of await rowsOf<Kind>(list, ids.slice(at, at + BATCH), flags)) {
      await pace.giveWay();
      const candidate = await source.candidateOf(db, row);
      if (candidate !== null && matches(candidate, flagsOf(row, flags.length))) yield { row, candidate };
    }
  }
}

const EVERYTHING: ReturnType<typeof residualFilter> = { flags: [], matches: () => true };

/** Reads the rows with some ids, in the order of their list. */
export async function rowsOf<Kind>(
  list: List,
  ids: readonly string[],
  flags: ReturnType<typeof residualFilter>["flags"] = [],
): Promise<readonly Kind[]> {
  if (ids.length === 0) return [];
  const conditions = [...list.conditions, isOneOf(ids)];
  const range = { position: [], skip: 0, limit: ids.length, flags };
  const { rows } = await selectRange<Kind>({ ...list, conditions }, range).execute(list.db);
  return rows;
}
