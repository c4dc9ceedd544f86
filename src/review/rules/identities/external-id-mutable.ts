import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Rule } from "../../findings/rule";
import type { MappingObject } from "../../world/objects";
import { keepsExternalId, writtenMappings } from "./written-mappings";

const SOURCES: Readonly<Record<string, string>> = {
  user_name: "the user name",
  primary_email: "the primary e-mail address",
};

/** Attributes of a SCIM user that change when a person marries or moves. */
const MUTABLE_PATH = /^(?:urn:[\w:.]+:)?(userName|displayName|nickName|name|emails|phoneNumbers|title)\b/i;

/** A mapping that takes the external ID from a field that changes. Golden: `external-id-mutable`. */
export const externalIdMutable: Rule = {
  code: "external-id-mutable",
  severity: "attention",
  says: "A mapping takes the external ID from a field that changes in a person's life.",
  *check(review) {
    for (const written of writtenMappings(review)) {
      const { after } = written;
      const field = mutableField(after);
      if (field === null || after.change === null || keepsExternalId(written)) continue;
      yield {
        change: after.change,
        effect: () =>
          `The external ID comes from ${field}: whoever gets another one cannot sign in with old tokens.`,
        remedy:
          'Take it from a value that never changes, as with source = "custom" and path = ' +
          '"externalId", where the ' +
          "identity provider sends one.",
      };
    }
  },
};

function mutableField({ externalIdSource, externalIdPath }: MappingObject): string | null {
  if (externalIdSource === NOT_KNOWN) return null;
  const source = SOURCES[externalIdSource];
  if (source !== undefined) return source;
  if (externalIdSource !== "custom" || externalIdPath === NOT_KNOWN || externalIdPath === null) return null;
  return MUTABLE_PATH.test(externalIdPath) ? externalIdPath : null;
}
