import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ListQuery, Rows } from "../api/list";
import { currentLocation, navigate } from "../routing/location";
import { FilterSelect } from "./form/filter-select";
import { useResource } from "./resource";
import type { Column } from "./table/column";
import { csvOf, everyRow } from "./table/csv";
import { CsvButton } from "./table/csv-button";
import { type ListFilter, listUrl, PAGE_SIZE, readList, type ShownList } from "./table/list-query";
import { Paging } from "./table/paging";
import { RowsTable } from "./table/rows-table";
import { SearchBox } from "./table/search-box";
import { capitalized } from "./text/capitalized";
import { Waiting } from "./waiting";

interface Props<Row> {
  /** What the list has, in the plural, as in "identities". It names the CSV file too. */
  readonly what: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** As in `name,asc`. */
  readonly defaultSort: string;
  /** As in "Search by name". */
  readonly searchLabel: string;
  /** One page of what the URL asks for. */
  readonly load: (query: ListQuery, signal: AbortSignal) => Promise<Rows<Row>>;
  /** What stands in place of a list without any row. */
  readonly empty: ComponentChildren;
  /** Further filters. Their values are in the URL. */
  readonly filters?: readonly ListFilter[];
}

/** A list with search, order and pages, whose state is in the URL. */
export function DataTable<Row>(props: Props<Row>) {
  const { what, columns, rowKey, defaultSort, searchLabel, load, empty, filters = [] } = props;
  const { path, query } = currentLocation();
  const sorts = columns.flatMap(({ sort }) => sort ?? []);
  const shown = readList(query, { sorts, filters }, defaultSort);
  const urlOf = (change: Partial<ShownList>) => listUrl(path, { ...shown, page: 1, ...change }, defaultSort);
  const resource = useResource(JSON.stringify(shown), async (signal) => ({
    ...(await load({ ...shown, size: PAGE_SIZE }, signal)),
    page: shown.page,
  }));
  const { total, size } = resource.kind === "ready" ? resource.value : { total: 0, size: PAGE_SIZE };
  const pages = Math.max(1, Math.ceil(total / size));
  const isPastEnd = resource.kind === "ready" && !resource.isStale && shown.page > pages;
  const lastPage = urlOf({ page: pages });
  useEffect(() => {
    if (isPastEnd) navigate(lastPage, { replace: true });
  }, [isPastEnd, lastPage]);
  // The links to the pages are below the rows.
  useEffect(() => window.scrollTo(0, 0), [shown.page]);
  const makeCsv = async (signal: AbortSignal) => {
    const rows = await everyRow((page, size) => load({ ...shown, page, size }, signal));
    return csvOf([
      columns.map(({ label }) => label),
      ...rows.map((row) => columns.map(({ text }) => text(row))),
    ]);
  };
  const hasFilter = shown.search !== "" || Object.keys(shown.filters).length > 0;
  return (
    <>
      <div class="bar">
        <SearchBox
          key={path}
          label={searchLabel}
          value={shown.search}
          onSearch={(search) => navigate(urlOf({ search }), { replace: true })}
        />
        {filters.map(({ name, ...filter }) => (
          <FilterSelect
            key={name}
            {...filter}
            value={shown.filters[name] ?? ""}
            onChange={(value) =>
              navigate(urlOf({ filters: { ...shown.filters, [name]: value } }), { replace: true })
            }
          />
        ))}
        <span class="sub" role="status">
          {resource.kind === "ready" && !isPastEnd && range(resource.value)}
        </span>
        <CsvButton name={what.replaceAll(" ", "-")} disabled={total === 0} make={makeCsv} />
      </div>
      <Waiting resource={resource} what={`the ${what}`}>
        {({ rows }) => {
          if (total > 0) {
            return (
              <RowsTable
                label={capitalized(what)}
                columns={columns}
                rows={rows}
                rowKey={rowKey}
                sort={shown.sort}
                onSort={(sort) => navigate(urlOf({ sort }), { replace: true })}
                isStale={resource.kind === "ready" && resource.isStale}
              />
            );
          }
          if (!hasFilter) return <div class="empty">{empty}</div>;
          return (
            <div class="empty">
              <p>
                {shown.search === "" ? (
                  "Nothing matches the filter."
                ) : (
                  <>
                    Nothing matches “<bdi>{shown.search}</bdi>”.
                  </>
                )}
              </p>
              <button type="button" onClick={() => navigate(urlOf({ search: "", filters: {} }))}>
                Show all
              </button>
            </div>
          );
        }}
      </Waiting>
      <Paging page={shown.page} pages={pages} urlOf={(page) => urlOf({ page })} />
    </>
  );
}

function range({ rows, total, size, page }: Rows<unknown> & { readonly page: number }): string {
  if (rows.length === 0) return `0 of ${total.toLocaleString()}`;
  const first = (page - 1) * size;
  const last = first + rows.length;
  return `${(first + 1).toLocaleString()}–${last.toLocaleString()} of ${total.toLocaleString()}`;
}
