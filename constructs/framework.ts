/**
 * What the constructs take from the framework. This file and the generated ones are the only ones that name
 * it, so that a flavour for its successor differs in one specifier.
 */
export {
  type IResolvable,
  type TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from "cdktf";
