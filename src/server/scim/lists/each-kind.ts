import { GROUP, type ResourceKind, USER } from "../../../contract/scim/resource";
import { ScimError, type ScimType } from "../scim-error";

/** Something for users and for groups. */
export interface OfEachKind<Result> {
  readonly users: Result;
  readonly groups: Result;
}

/**
 * Reads something of a search for each kind of resource. A kind that refuses it gives null, for example one
 * without an attribute of the filter.
 * @param scimType The refusal that means so. Every other one is thrown.
 * @throws ScimError when both kinds refuse it
 */
export function ofEachKind<Result>(
  scimType: ScimType,
  read: (kind: ResourceKind) => Result,
): OfEachKind<Result | null> {
  const refusals: ScimError[] = [];
  const tried = (kind: ResourceKind): Result | null => {
    try {
      return read(kind);
    } catch (error) {
      if (!(error instanceof ScimError) || error.scimType !== scimType) throw error;
      refusals.push(error);
      return null;
    }
  };
  const both = { users: tried(USER), groups: tried(GROUP) };
  if (refusals.length === 2) throw refusals[0];
  return both;
}
