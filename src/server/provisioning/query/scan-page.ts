import { setImmediate } from "node:timers/promises";
import { ScimError } from "../../scim/scim-error";
import type { FilterPlan } from "./plan-filter";
import { residualFilter } from "./residual-filter";
import {
  byteOrderOf,
  type ForwardQuery,
  flagsOf,
  type List,
  placeOf,
  type RowPage,
  selectRange,
} from "./select-page";
import { isAfter } from "./sort-columns";

/** How many rows a scan reads in one statement. */
const BATCH = 500;
/** How many rows a scan reads at most. */
const MAX_SCANNED = 100_000;

/** The attributes that have columns. The refusal lists them. */
const INDEXED = "userName, externalId, displayName, active, emails, groups or meta.lastModified";

/**
 * Reads a page of a list. The database answers only a part of the filter. The server reads the rows that may
 * match in batches, and applies the rest of the filter itself.
 * @throws ScimError 400 tooMany when the server would have to read too many rows
 */
export async function scanPage<Kind extends object>(
  list: List<Kind>,
  { start, limit }: ForwardQuery,
  plan: FilterPlan,
): Promise<RowPage<Kind>> {
  const { db, source, column, order } = list;
  const { flags, matches } = residualFilter(plan);
  const skip = "skip" in start ? start.skip : 0;
  const rows: Kind[] = [];
  let after = "after" in start ? start.after : null;
  let matched = 0;
  for (let scanned = 0; ; scanned += BATCH) {
    if (scanned >= MAX_SCANNED) throw tooMany();
    const position = after === null ? [] : [isAfter(column, order, after, byteOrderOf(db))];
    const { rows: batch } = await selectRange(list, { position, limit: BATCH, skip: 0, flags }).execute(db);
    for (const row of batch) {
      if (!matches(source.candidateOf(row), flagsOf(row, flags.length))) continue;
      matched += 1;
      if ("after" in start && matched > limit) {
        return { rows, total: null, last: placeOf(rows.at(-1)) };
      }
      if (matched > skip && rows.length < limit) rows.push(row);
    }
    if (batch.length < BATCH) break;
    after = placeOf(batch.at(-1));
    await setImmediate();
  }
  const isMore = "skip" in start && skip + rows.length < matched;
  const total = "skip" in start ? matched : null;
  return { rows, total, last: isMore ? placeOf(rows.at(-1)) : null };
}

function tooMany(): ScimError {
  return new ScimError(
    400,
    "tooMany",
    `filter: it would need to read more than ${MAX_SCANNED} resources; add a condition on ${INDEXED}`,
  );
}
