import type { Mapping } from "../../contract/gateway/mapping";
import type { ScimPath } from "../../contract/scim/filter/filter";
import { parseMappingPath } from "../../contract/scim/mapping-path";

/** The mapping settings with a parsed custom path. It is parsed once for all users. */
export interface PreparedMapping extends Omit<Mapping, "externalIdCustomPath"> {
  /** Null unless `externalIdField` is CUSTOM. */
  readonly externalIdCustomPath: ScimPath | null;
}

/** Parses the custom path. @throws Error when that fails. The contract accepts only paths that parse. */
export function prepareMapping(mapping: Mapping): PreparedMapping {
  if (mapping.externalIdField !== "CUSTOM") return { ...mapping, externalIdCustomPath: null };
  const parsed = parseMappingPath(mapping.externalIdCustomPath ?? "");
  if (!parsed.ok) throw new Error(`externalIdCustomPath ${parsed.reason}`);
  return { ...mapping, externalIdCustomPath: parsed.path };
}
