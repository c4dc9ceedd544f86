import type { ITerraformIterator, TerraformProvider } from "../framework";

/** The provider of a construct. */
export interface ProviderProps {
  /**
   * The provider to work with, where a stack has several.
   *
   * @default - the provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** The props of every construct that makes resources. */
export interface ResourceProps extends ProviderProps {
  /**
   * Makes the resources of the construct once for each element of the iterator. The other props can then use
   * its `key` and `value`. The attributes of the construct are those of the current element, so only
   * constructs and resources with the same iterator can use them.
   *
   * @default - the resources are made once
   */
  readonly forEach?: ITerraformIterator;
}
