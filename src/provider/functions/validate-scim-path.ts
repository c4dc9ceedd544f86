import { parseMappingPath } from "../../contract/scim/mapping-path";
import { defineFunction, FunctionError, types } from "../../tfplugin";

/** `provider::netfoundry::validate_scim_path` */
export const validateScimPath = defineFunction({
  summary: "Check a SCIM path for external_id.path",
  description:
    "Returns the path when `external_id.path` of `netfoundry_scim_mapping` accepts it. Fails with the " +
    "reason otherwise. Use it in the validation of a variable: the mistake then shows before the plan " +
    "begins.",
  parameters: {
    path: {
      type: types.string,
      description: 'A SCIM path to a single text of the user, such as `emails[type eq "work"].value`.',
    },
  },
  returns: types.string,
  call({ path }) {
    const parsed = parseMappingPath(path);
    if (parsed.ok) return path;
    throw new FunctionError(`${JSON.stringify(path)} ${parsed.reason}`, "path");
  },
});
