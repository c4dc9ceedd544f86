import {
  TerraformFolder as AnyFolder,
  type TerraformFolderSettings,
} from "../../src/tfplugin/testing/terraform/terraform-folder";
import { temporaryFolder } from "./temporary-folder";

/**
 * A folder for the real terraform, which is removed after the test file. Tests start terraform through this
 * class alone.
 */
export class TerraformFolder extends AnyFolder {
  constructor(settings: TerraformFolderSettings = {}) {
    super({ root: temporaryFolder(), ...settings });
  }
}

/** The lines of a configuration that name the NetFoundry provider. */
export const REQUIRE_NETFOUNDRY =
  'terraform {\n  required_providers {\n    netfoundry = { source = "netfoundry/netfoundry" }\n  }\n}\n';

/** A CLI configuration that takes one provider, named by its source, from a folder as it is. */
export function devOverride(source: string, folder: string): string {
  const override = `${JSON.stringify(source)} = ${JSON.stringify(folder)}`;
  return `provider_installation {\n  dev_overrides {\n    ${override}\n  }\n}\n`;
}
