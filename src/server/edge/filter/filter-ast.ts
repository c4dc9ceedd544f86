/** The operators that compare a field with one value. */
export const FILTER_OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "contains", "icontains"] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** A literal; a Date stands for `datetime(...)`. */
export type FilterValue = string | number | boolean | null | Date;

/** What is compared: a field, or some or every element of a field that is a set. */
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

/** A parsed `filter`: the expression and what may trail it. */
export interface Filter {
  readonly expression: FilterExpression;
  /** Empty when it does not say. */
  readonly sort: readonly SortField[];
  /** Null when it does not say. */
  readonly skip: number | null;
  /** Null when it does not say; "none" asks for as many as a page may have. */
  readonly limit: number | "none" | null;
}

/** A filter or sort that cannot be read or answered, and why. */
export class FilterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FilterError";
  }
}
