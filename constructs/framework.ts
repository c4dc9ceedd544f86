/**
 * The names that the constructs use of the framework. Only this file and the generated ones import it, so
 * that a variant for its successor differs in one specifier.
 */
export {
  Annotations,
  call,
  type IResolvable,
  type ITerraformDependable,
  type ITerraformIterator,
  ref,
  TerraformElement,
  type TerraformProvider,
  TerraformResource,
  TerraformStack,
  type TerraformVariable,
  Token,
} from "cdktf";
