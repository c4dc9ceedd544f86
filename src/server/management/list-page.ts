import type { FastifyRequest } from "fastify";
import type { GatewayPage } from "../../contract/common";
import { MAX_PAGE } from "../scim/size-limits";
import { queryValue } from "./gateway-request";
import { badFields } from "./problem";

const DEFAULT_SIZE = 20;
const MAX_SIZE = 1000;

/** The page of a list that the caller asks for. */
export interface PageRequest<Column> {
  /** From 0. */
  readonly number: number;
  readonly size: number;
  readonly sort: { readonly column: Column; readonly direction: "asc" | "desc" };
}

/**
 * Reads `page`, `size` and `sort=field,asc|desc`.
 * @param sortable Field names of the API and their columns. The first one is the default.
 * @param absent What stands for a `sort` that is absent.
 * @throws Problem 400 that names the parameter.
 */
export function readPage<const Column>(
  request: FastifyRequest,
  sortable: Readonly<Record<string, Column>>,
  absent = Object.keys(sortable)[0] ?? "",
): PageRequest<Column> {
  return {
    number: wholeNumber(request, "page", { fallback: 0, min: 0, max: 1_000_000 }),
    size: wholeNumber(request, "size", { fallback: DEFAULT_SIZE, min: 1, max: MAX_SIZE }),
    sort: readSort(queryValue(request, "sort") ?? absent, sortable),
  };
}

/**
 * A request for smaller pages, when pages of the asked size could be too large for an answer. All pages of
 * the list get the same size, which the answer names, so that none of its elements is left out.
 * @param largest About how many bytes the largest element of the list has in an answer.
 */
export function withFittingSize<Column>(request: PageRequest<Column>, largest: number): PageRequest<Column> {
  return { ...request, size: Math.max(1, Math.min(request.size, Math.floor(MAX_PAGE / largest))) };
}

/** The `page` part of the answer. */
export function pageOf(request: PageRequest<unknown>, totalElements: number): GatewayPage {
  const { number, size } = request;
  return { number, size, totalElements, totalPages: Math.ceil(totalElements / size) };
}

function wholeNumber(
  request: FastifyRequest,
  name: string,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  const text = queryValue(request, name);
  if (text === undefined) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw badFields([{ field: name, reason: `must be a whole number from ${min} to ${max}` }]);
}

function readSort<Column>(text: string, sortable: Readonly<Record<string, Column>>) {
  const [field, direction = "asc", ...rest] = text.split(",");
  const column = Object.entries(sortable).find(([name]) => name === field)?.[1];
  if (column !== undefined && (direction === "asc" || direction === "desc") && rest.length === 0) {
    return { column, direction } as const;
  }
  const fields = Object.keys(sortable).join(", ");
  throw badFields([{ field: "sort", reason: `must be a field (${fields}), then ",asc" or ",desc"` }]);
}
