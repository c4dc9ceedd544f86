/** docs/constructs.md: every TypeScript sample compiles, and synthesizes in a stack of its own. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as cdktf from "cdktf";
import ts from "typescript";
import * as constructs from "../../constructs";
import { SIGN_IN_MATCHES } from "../../constructs/identity-provider/sign-in-match";
import { emptyStack } from "../constructs/synthesis";
import { PUBLIC_KEY } from "../support/certificates";
import { temporaryFolder } from "../support/temporary-folder";
import { ROOT } from "./examples";

jest.setTimeout(120_000);

const page = readFileSync(join(ROOT, "docs/constructs.md"), "utf8");
const samples = [...page.matchAll(/^## (.*?)$|^```ts\n([\s\S]*?)^```$/gm)].reduce<[string, string][]>(
  (found, [, title, code]) => {
    if (title !== undefined) found.push([title, ""]);
    else {
      const [section = ""] = found.at(-1) ?? [];
      found.push([section, code ?? ""]);
    }
    return found;
  },
  [],
);
const programs = samples
  .filter(([, code]) => code !== "")
  .map(([title, code]) => [title, program(code)] as const);

const PATHS = {
  "netfoundry-scim/constructs": [join(ROOT, "constructs/index.ts")],
  "netfoundry-scim/constructs/*": [join(ROOT, "constructs/generated/*.ts")],
  cdktf: [join(ROOT, "node_modules/cdktf")],
  constructs: [join(ROOT, "node_modules/constructs")],
};

/** The sample as a module: with the imports that it leaves out, and in a stack unless it makes one. */
function program(code: string): string {
  const own = [...code.matchAll(/^import .*$/gm)].map(([line]) => line);
  const body = code.replace(/^import .*$\n?/gm, "");
  const named = own.join(" ");
  const missing = (from: string, names: readonly string[]) => {
    const used = names.filter(
      (name) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`\\b${name}\\b`).test(named),
    );
    return used.length === 0 ? "" : `import { ${used.join(", ")} } from "${from}";\n`;
  };
  const makesStack = /const stack =/.test(body);
  return [
    ...own.map((line) => `${line}\n`),
    missing("netfoundry-scim/constructs", Object.keys(constructs)),
    missing("cdktf", ["TerraformOutput", "TerraformVariable", "TerraformIterator", "TerraformStack"]),
    code.includes("resources.")
      ? 'import type * as resources from "netfoundry-scim/constructs/resources";\n'
      : "",
    "declare const readFileSync: (file: string, encoding: string) => string;\n",
    makesStack ? "" : 'declare const stack: import("cdktf").TerraformStack;\n',
    body,
    "export {};\n",
  ].join("");
}

test("the samples compile", () => {
  const folder = temporaryFolder();
  const files = programs.map(([, text], at) => {
    const file = join(folder, `sample-${at}.ts`);
    writeFileSync(file, text);
    return file;
  });
  const compiled = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node20,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    paths: PATHS,
  });
  const problems = files.flatMap((file, at) => {
    const source = compiled.getSourceFile(file);
    return ts
      .getPreEmitDiagnostics(compiled, source)
      .map(
        ({ messageText }) => `${programs[at]?.[0]}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
      );
  });
  expect(problems).toEqual([]);
  expect(programs.length).toBeGreaterThan(12);
});

test.each(programs)("the sample synthesizes: %s", (_title, text) => {
  const stack = emptyStack();
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(text, { compilerOptions: options });
  process.env.CDKTF_OUTDIR = temporaryFolder();
  const run = new Function("require", "exports", "stack", "readFileSync", `{${outputText}}`);
  run(require, {}, stack, () => PUBLIC_KEY);
  expect(() => cdktf.Testing.synth(stack, true)).not.toThrow();
});

test("the table of claims is that of the code", () => {
  const rows = page
    .split("\n")
    .filter((line) => /^\| `(okta|entraId|googleWorkspace|jumpCloud)` \|/.test(line));
  const claims = rows.map((row) => {
    const [, , , claim = "", externalId = ""] = row.split("|").map((cell) => cell.trim().replaceAll("`", ""));
    return `${claim} ${externalId}`;
  });
  const written = { user_name: "userName()", primary_email: "primaryEmail()" } as Record<string, string>;
  expect(claims).toEqual(
    Object.values(SIGN_IN_MATCHES).map(({ claim, externalId: { source, path } }) => {
      return `${claim} ExternalId.${written[source] ?? `custom("${path}")`}`;
    }),
  );
});
