import { invalidValue, type ScimError } from "../../../scim/scim-error";
import { MAX_INDEXED_TEXT } from "../../../scim/size-limits";
import type { IntegrationRow } from "../../find-integration";
import { externalIdSource } from "./value-source";

/**
 * The error for an external ID that is too long for an index. The path of a mapping may lead to any text.
 * @returns Null when it is short enough.
 */
export function longExternalId(integration: IntegrationRow, externalId: string | null): ScimError | null {
  const bytes = Buffer.byteLength(externalId ?? "");
  if (bytes <= MAX_INDEXED_TEXT) return null;
  return invalidValue(
    `${externalIdSource(integration)}: it becomes the identity's external ID and has ${bytes} bytes; at ` +
      `most ${MAX_INDEXED_TEXT} are allowed`,
  );
}
