import { existsSync } from "node:fs";
import { join } from "node:path";

/** examples/quickstart, as this package has it. */
export interface Example {
  /** The TypeScript source. */
  readonly source: string;
  /** The Terraform JSON that the source gives when it runs. */
  readonly json: string;
  /**
   * The compiled source; null in an installed package. There the quickstart takes the JSON as it is, because
   * running the source needs cdktf, which is an optional peer dependency.
   */
  readonly program: string | null;
}

/** The example in a clone or in an installed package. */
export function findExample(packageDirectory: string): Example {
  const folder = join(packageDirectory, "examples", "quickstart");
  const program = join(packageDirectory, "dist", "examples", "quickstart", "main.js");
  return {
    source: join(folder, "main.ts"),
    json: join(folder, "cdk.tf.json"),
    program: existsSync(program) ? program : null,
  };
}
