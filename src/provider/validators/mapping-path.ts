import { parseMappingPath } from "../../contract/scim/mapping-path";
import type { Validator } from "../../tfplugin";

/** Allows SCIM paths that name a single text of a user (RFC 7644 section 3.5.2). */
export function mappingPath(): Validator<string> {
  return {
    description:
      'a SCIM path to a single text of the user, such as `externalId` or `emails[type eq "work"].value`',
    check(text) {
      const parsed = parseMappingPath(text);
      return parsed.ok ? null : `${JSON.stringify(text)} ${parsed.reason}`;
    },
  };
}
