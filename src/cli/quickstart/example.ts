import { existsSync } from "node:fs";
import { join } from "node:path";

/** The files of examples/quickstart in this package. */
export interface Example {
  /** The TypeScript source. */
  readonly source: string;
  /** The Terraform JSON that the source produces. */
  readonly json: string;
  /**
   * The compiled source; null in an installed package. There the quickstart uses the JSON, because the source
   * needs cdktf, an optional peer dependency.
   */
  readonly program: string | null;
}

/** Finds the example in a clone or in an installed package. */
export function findExample(packageDirectory: string): Example {
  const folder = join(packageDirectory, "examples", "quickstart");
  const program = join(packageDirectory, "dist", "examples", "quickstart", "main.js");
  return {
    source: join(folder, "main.ts"),
    json: join(folder, "cdk.tf.json"),
    program: existsSync(program) ? program : null,
  };
}
