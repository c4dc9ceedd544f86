import type { TerraformStack } from "cdktf";
import { ConstructError } from "../../constructs";
import { emptyStack } from "./synthesis";

/** What a construct threw. */
export function refusal(build: (stack: TerraformStack) => unknown): ConstructError {
  try {
    build(emptyStack());
  } catch (error) {
    if (error instanceof ConstructError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
