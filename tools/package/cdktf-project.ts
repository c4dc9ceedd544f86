import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Consumer } from "./consumer";

/** The compiler options of `cdktf init --template=typescript` that matter to a library. */
const COMPILER_OPTIONS = {
  module: "CommonJS",
  target: "ES2018",
  lib: ["es2018"],
  declaration: true,
  experimentalDecorators: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  strict: true,
  skipLibCheck: true,
};

/**
 * Makes a project as `cdktf init --template=typescript` does, with the newest constructs 10 and the newest
 * TypeScript. The project compiles and runs the example of the package. Throws when the result is not the
 * example's JSON.
 */
export async function checkCdktfProject(consumer: Consumer, tarball: string): Promise<void> {
  await consumer.write("package.json", { name: "init", version: "1.0.0", main: "main.js", private: true });
  await consumer.write("tsconfig.json", { compilerOptions: COMPILER_OPTIONS, include: ["*.ts"] });
  await consumer.install("cdktf@0.21", "constructs@10");
  await consumer.install("--save-dev", "@types/node", "typescript");
  await consumer.install(tarball);
  const example = join(consumer.folder, "node_modules", "netfoundry-scim", "examples", "quickstart");
  await copyFile(join(example, "main.ts"), join(consumer.folder, "main.ts"));
  await consumer.run("npx", ["tsc"]);
  await consumer.run("node", ["main.js"]);
  const made = join(consumer.folder, "cdktf.out", "stacks", "quickstart", "cdk.tf.json");
  const [json, golden] = await Promise.all([
    readFile(made, "utf8"),
    readFile(join(example, "cdk.tf.json"), "utf8"),
  ]);
  if (json.trimEnd() !== golden.trimEnd())
    throw new Error(`the example did not write its cdk.tf.json:\n${json}`);
}
