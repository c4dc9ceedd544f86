import type { TerraformProvider } from "../framework";

/** The props of every construct. */
export interface ResourceProps {
  /**
   * The provider to work with, where a stack has several.
   *
   * @default - the provider without an alias
   */
  readonly provider?: TerraformProvider;
}
