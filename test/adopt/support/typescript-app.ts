import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import type { GeneratedFile } from "../../../src/adopt/generated-file";
import { temporaryFolder } from "../../support/temporary-folder";

const ROOT = resolve(__dirname, "../../..");

/** A generated TypeScript app in a folder of its own, with the packages of this clone. */
export class TypeScriptApp {
  readonly folder = temporaryFolder();

  constructor(files: readonly GeneratedFile[]) {
    for (const { name, content } of files) writeFileSync(join(this.folder, name), content);
    const modules = join(this.folder, "node_modules");
    mkdirSync(modules);
    for (const name of ["cdktf", "constructs", "@types"]) {
      symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
    }
    symlinkSync(ROOT, join(modules, "netfoundry-scim"));
  }

  /** Compiles with the app's own settings. Returns what the compiler says. */
  compile(): readonly string[] {
    const settings = ts.getParsedCommandLineOfConfigFile(
      join(this.folder, "tsconfig.json"),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
          throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
        },
      },
    );
    const program = ts.createProgram(settings?.fileNames ?? [], {
      ...settings?.options,
      noUnusedLocals: true,
      noUnusedParameters: true,
    });
    program.emit();
    return ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
      );
  }

  /** Synthesizes. Returns the folder of the stack. */
  async synthesize(): Promise<string> {
    await promisify(execFile)(process.execPath, ["dist/main.js"], { cwd: this.folder });
    return join(this.folder, "cdktf.out/stacks/network");
  }
}
