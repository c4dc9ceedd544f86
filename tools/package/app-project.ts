import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Consumer } from "./consumer";
import type { Flavour } from "./flavours";

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

/** Where an app writes the stack of the quickstart, from its folder. */
export const STACK = join("cdktf.out", "stacks", "quickstart");

/**
 * Makes a project as `cdktf init --template=typescript` does, with the newest constructs that the framework
 * takes and the newest TypeScript. The project compiles and runs the example of the package. Throws when the
 * result is not the example's JSON.
 */
export async function makeApp(consumer: Consumer, tarball: string, flavour: Flavour): Promise<void> {
  await consumer.write("package.json", { name: "init", version: "1.0.0", main: "main.js", private: true });
  await consumer.write("tsconfig.json", { compilerOptions: COMPILER_OPTIONS, include: ["*.ts"] });
  await consumer.write("cdktf.json", {
    language: "typescript",
    app: "node main.js",
    sendCrashReports: "false",
  });
  await consumer.install(...flavour.newest);
  await consumer.install("--save-dev", "@types/node", "typescript");
  await consumer.install(tarball);
  const example = join(consumer.folder, "node_modules", "netfoundry-scim", "examples", "quickstart");
  await consumer.write("main.ts", flavour.adapt(await readFile(join(example, "main.ts"), "utf8")));
  await consumer.run("npx", ["tsc"]);
  await consumer.run("node", ["main.js"]);
  const [made, golden] = await Promise.all(
    [join(consumer.folder, STACK), example].map((folder) => readFile(join(folder, "cdk.tf.json"), "utf8")),
  );
  if (withoutVersion(made) !== withoutVersion(golden))
    throw new Error(`the example did not write its cdk.tf.json:\n${made}`);
}

/** The JSON on one line, without the version of the framework that wrote it. */
function withoutVersion(json = ""): string {
  const stack = JSON.parse(json);
  delete stack["//"].metadata.version;
  return JSON.stringify(stack);
}
