import { execFileSync } from "node:child_process";
import { TERRAFORM } from "../../src/tfplugin/testing/terraform/terraform-folder";

let known: boolean | null = null;

/** Whether the terraform of the tests is OpenTofu, which lacks some of what Terraform has. */
export function isOpenTofu(): boolean {
  known ??= execFileSync(TERRAFORM, ["version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  }).includes("OpenTofu v");
  return known;
}

/**
 * The environment in which terraform shows the stack of a crashed provider, and the pattern of that stack.
 * OpenTofu prints it only in its log.
 */
export function crashReport(): { readonly environment: NodeJS.ProcessEnv; readonly stack: RegExp } {
  return isOpenTofu()
    ? { environment: { TF_LOG: "error" }, stack: /\[ERROR\] .*panic: Error: a stray bug/ }
    : { environment: {}, stack: /Stack trace from the \S+ plugin: panic: Error: a stray bug/ };
}
