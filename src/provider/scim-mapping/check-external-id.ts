import { type ConfigOf, type Diagnostics, isUnknown } from "../../tfplugin";
import type { scimMappingSchema } from "./schema";

const PATH = ["external_id", "path"];

/**
 * Adds an error when `source` is custom without a `path`, or a `path` comes with another source. Tolerates
 * unknown values.
 */
export function checkExternalId(
  given: ConfigOf<typeof scimMappingSchema>["external_id"],
  diagnostics: Diagnostics,
): void {
  if (given === null || isUnknown(given)) return;
  const { source, path } = given;
  if (isUnknown(source) || isUnknown(path)) return;
  if (source === "custom" && path === null) {
    diagnostics.error({
      attribute: PATH,
      summary: "external_id.path is missing",
      detail:
        'source = "custom" needs the field of the user that becomes the external ID, as in path = ' +
        '"externalId".',
    });
  }
  if (source !== "custom" && path !== null) {
    diagnostics.error({
      attribute: PATH,
      summary: `external_id.path has no meaning with source = "${source}"`,
      detail: 'Leave it out, or set source = "custom" to take the external ID from that path.',
    });
  }
}
