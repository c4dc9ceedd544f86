/** The operators that compare a field with one value. */
export const FILTER_OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "contains", "icontains"] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** A literal; a Date stands for `datetime(...)`. */
export type FilterValue = string | number | boolean | null | Date;

/** A field, or the elements of a field that is a set: at least one (`anyOf`) or every one (`allOf`). */
export interface FilterSubject {
  readonly field: string;
  readonly set: "anyOf" | "allOf" | null;
}

export type FilterExpression =
  | { readonly kind: "constant"; readonly value: boolean }
  | {
      readonly kind: "compare";
      readonly subject: FilterSubject;
      readonly operator: FilterOperator;
      readonly value: FilterValue;
    }
  | { readonly kind: "in"; readonly subject: FilterSubject; readonly values: readonly FilterValue[] }
  | { readonly kind: "isEmpty"; readonly field: string }
  | { readonly kind: "and" | "or"; readonly left: FilterExpression; readonly right: FilterExpression }
  | { readonly kind: "not"; readonly expression: FilterExpression };

export interface SortField {
  readonly field: string;
  readonly direction: "asc" | "desc";
}

/** A parsed `filter`: the expression, and the sort, skip and limit that may follow it. */
export interface Filter {
  readonly expression: FilterExpression;
  /** Empty when the filter has no `sort by`. */
  readonly sort: readonly SortField[];
  /** Null when the filter has no `skip`. */
  readonly skip: number | null;
  /** Null when the filter has no `limit`. "none" asks for the largest page. */
  readonly limit: number | "none" | null;
}

/** The error for a filter or sort that the server cannot read or run. */
export class FilterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FilterError";
  }
}
