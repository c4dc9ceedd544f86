import type { FastifyRequest } from "fastify";
import type { EdgeErrorCode } from "../../../contract/errors";
import { EdgeError } from "../edge-error";
import { type Filter, FilterError, type FilterExpression, type SortField } from "../filter/filter-ast";
import { parseFilter, parseSort } from "../filter/filter-parse";
import { readRoleFilter } from "../filter/role-filter";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 500;
const MAX_OFFSET = 100_000;

/** The query of a list call, within the limits of the API. */
export interface ListQuery {
  readonly filter: Filter;
  /** A further condition on role attributes. Null when there is none. */
  readonly roles: FilterExpression | null;
  readonly sort: readonly SortField[];
  readonly limit: number;
  readonly offset: number;
}

/**
 * Reads `limit`, `offset`, `sort` and `filter`. `sort by`, `skip` and `limit` inside the filter override the
 * parameters. Too large a limit or offset becomes the largest allowed one, as with a controller.
 * The answer says in `meta.pagination` which it took.
 * @throws EdgeError INVALID_PAGINATION, INVALID_SORT_IDENTIFIER, INVALID_FILTER, COULD_NOT_VALIDATE.
 */
export function readListQuery(request: FastifyRequest): ListQuery {
  const limit = readNumber(request, "limit", DEFAULT_LIMIT);
  const offset = readNumber(request, "offset", 0);
  const sort = readText(request, "sort", "INVALID_SORT_IDENTIFIER");
  const text = readText(request, "filter", "INVALID_FILTER");
  const filter = withFilterErrorsAs("filter", "INVALID_FILTER", () => parseFilter(text));
  const asked = filter.limit === "none" ? MAX_LIMIT : (filter.limit ?? limit);
  return {
    filter,
    roles: readRoleFilter(request),
    sort:
      filter.sort.length > 0 || sort.trim() === ""
        ? filter.sort
        : withFilterErrorsAs("sort", "INVALID_SORT_IDENTIFIER", () => parseSort(sort)),
    limit: Math.min(asked, MAX_LIMIT),
    offset: Math.min(filter.skip ?? offset, MAX_OFFSET),
  };
}

/** The query with its condition on role attributes as a part of its filter. */
export function withRoles(query: ListQuery): ListQuery {
  const { roles, filter } = query;
  if (roles === null) return query;
  const expression = { kind: "and", left: roles, right: filter.expression } as const;
  return { ...query, filter: { ...filter, expression } };
}

/** Runs the work. Turns its FilterError into an EdgeError with the code and the query parameter. */
export function withFilterErrorsAs<Result>(
  parameter: string,
  code: EdgeErrorCode,
  work: () => Result,
): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new EdgeError(code, `${parameter}: ${error.message}`, { field: parameter, reason: error.message });
  }
}

function readNumber(request: FastifyRequest, name: "limit" | "offset", absent: number): number {
  const text = readText(request, name, "INVALID_PAGINATION").trim();
  if (text === "") return absent;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const reason = `must be a whole number that is not negative, not ${JSON.stringify(text)}`;
  throw new EdgeError("INVALID_PAGINATION", `${name} ${reason}`, { field: name, reason });
}

/** Empty when absent. */
function readText(request: FastifyRequest, name: string, code: EdgeErrorCode): string {
  const value = (request.query as Record<string, unknown>)[name] ?? "";
  if (typeof value === "string") return value;
  throw new EdgeError(code, `${name} must be given once`, { field: name, reason: "must be given once" });
}
