/** Tools for tests of providers: a driver in-process, and a harness with the real terraform. */

export { createDriver } from "./create-driver";
export type { Driver, GivenAttributes, Reported } from "./driver";
export { type HarnessSettings, TerraformHarness, type VerifyImport } from "./terraform/harness";
export { changeOf, type PlannedChange } from "./terraform/planned-change";
export type { Run } from "./terraform/run";
export { TerraformFolder, type TerraformFolderSettings } from "./terraform/terraform-folder";
