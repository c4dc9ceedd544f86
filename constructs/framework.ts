/**
 * The names that the constructs use of the framework. Only this file and the generated ones import it, so
 * that a variant for its successor differs in one specifier.
 */
export {
  type IResolvable,
  type TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from "cdktf";
