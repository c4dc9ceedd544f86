import { TerraformStack, Testing } from "cdktf";
import { NetfoundryProvider } from "../../constructs";
import { temporaryFolder } from "../support/temporary-folder";

// The framework wants a folder for every app, and would leave one behind for each.
const outdir = temporaryFolder();

// cdktn refuses the provider's functions where an older Terraform may run them. cdktf does not look at it.
const context = { targetVersions: { terraform: ">=1.8.0", opentofu: ">=1.7.0" } };

/** Attributes of the resources of a stack, by type and name, without the framework's notes. */
export type Resources = Record<string, Record<string, Record<string, unknown>>>;

/**
 * A stack as a user would have it, with the provider, filled by the test. Throws what its validations find.
 */
export function synthesize(fill: (stack: TerraformStack) => void): string {
  const stack = emptyStack();
  fill(stack);
  return Testing.synth(stack, true);
}

export function emptyStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app({ outdir, context }), "stack");
  new NetfoundryProvider(stack, "netfoundry");
  return stack;
}

/** The resources in a synthesized stack. */
export function resources(synthesized: string): Resources {
  const all: Resources = JSON.parse(synthesized).resource ?? {};
  for (const named of Object.values(all)) {
    for (const attributes of Object.values(named)) delete attributes["//"];
  }
  return all;
}

/** The only resource of a type. Throws when there is none, or more than one. */
export function theOnly(synthesized: string, type: string): Record<string, unknown> {
  const found = Object.values(resources(synthesized)[type] ?? {});
  if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
  return found[0] ?? {};
}
