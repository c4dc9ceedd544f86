/** Names of the comparison operators (RFC 7644 section 3.4.2.2). */
export const COMPARISONS = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** An attribute as a filter or path names it: `urn:…:User:name.familyName`. */
export interface AttributePath {
  /** The schema URN before the attribute, as it was written; null when there is none. */
  readonly schema: string | null;
  readonly attribute: string;
  readonly subAttribute: string | null;
}

/** A parsed PATCH or mapping path (RFC 7644 section 3.5.2): `emails[type eq "work"].value`. */
export interface ScimPath extends AttributePath {
  readonly valueFilter: Filter | null;
}

export type FilterValue = string | number | boolean | null;

/** A parsed filter (RFC 7644 section 3.4.2.2). */
export type Filter =
  | {
      readonly kind: "compare";
      readonly path: AttributePath;
      readonly operator: Comparison;
      readonly value: FilterValue;
    }
  | { readonly kind: "present"; readonly path: AttributePath }
  | { readonly kind: "and" | "or"; readonly left: Filter; readonly right: Filter }
  | { readonly kind: "not"; readonly filter: Filter }
  /** `emails[type eq "work"]`. Entra ID's `emails[type eq "work"].value eq "x"` becomes this kind too. */
  | { readonly kind: "values"; readonly path: AttributePath; readonly filter: Filter };
