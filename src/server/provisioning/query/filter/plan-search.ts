import type { Filter } from "../../../../contract/scim/filter/filter";
import { filterCost } from "../../../scim/lists/filter-cost";
import { ScimError } from "../../../scim/scim-error";
import type { Scope } from "../../scope";
import { readMemberships } from "../memberships";
import { byteOrderOf, type ListSource } from "../select-page";
import { totalOf } from "../totals";
import { type FilterPlan, planFilter } from "./plan-filter";

/** How to find the resources that match a filter. */
export interface Search {
  readonly plan: FilterPlan;
  /**
   * - `at once`: one statement finds the resources of a page.
   * - `ids first`: one statement finds the ids of the few resources that may match.
   * - `pieces`: several statements find the ids, each in a piece of the table.
   */
  readonly way: "at once" | "ids first" | "pieces";
}

/** How many comparisons one statement may make. SQLite answers no other request meanwhile. */
const MOST_COMPARISONS = 50_000;

/** So many comparisons that indexes answer are cheap in any statement. */
const FEW_SEEKS = 8;

/** Plans how to answer a filter. @throws ScimError 400 like {@link planFilter} */
export async function planSearch(scope: Scope, source: ListSource<never>, filter: Filter): Promise<Search> {
  const inByteOrder = byteOrderOf(scope.db);
  const plan = planFilter(filter, source.searchable, inByteOrder);
  const { isNarrow, ...whole } = filterCost(filter);
  // An index spares the comparisons of resources. The database still looks at every member of every group.
  const cost = isNarrow ? { ...whole, seeks: 0, scans: 0 } : whole;
  const isCheap =
    (isNarrow || plan.kind === "sql") && (await comparisons(scope, source, cost)) <= MOST_COMPARISONS;
  if (isCheap) return { plan, way: plan.kind === "sql" ? "at once" : "ids first" };
  return { plan: planFilter(filter, source.searchableInPieces, inByteOrder), way: "pieces" };
}

async function comparisons(
  scope: Scope,
  { table }: Pick<ListSource<never>, "table">,
  { seeks, scans, joins }: Readonly<Record<"seeks" | "scans" | "joins", number>>,
): Promise<number> {
  const dear = seeks > FEW_SEEKS ? seeks + scans : scans;
  const ofResources = dear === 0 ? 0 : dear * (await totalOf(scope, table));
  if (joins === 0) return ofResources;
  const { ofAll, ofLargest } = await readMemberships(scope);
  // A piece has at least one group, with all its members.
  if (table === "scim_groups" && joins > 1 && joins * ofLargest > MOST_COMPARISONS) {
    throw new ScimError(
      400,
      "tooMany",
      `filter: it would compare up to ${ofLargest} members of a group ${joins} times; compare ` +
        "members.value with eq, or send one comparison of members",
    );
  }
  return ofResources + joins * ofAll;
}
