import { parseMappingPath } from "../../contract/scim/mapping-path";
import { defineFunction, FunctionError, types } from "../../tfplugin";

/** `provider::netfoundry::validate_scim_path` */
export const validateScimPath = defineFunction({
  summary: "Check a SCIM path for external_id.path",
  description:
    "Returns the path when `external_id.path` of `netfoundry_scim_mapping` would take it, and fails with the reason " +
    "otherwise. Useful in the validation of a variable, where a mistake shows before anything is planned.",
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
