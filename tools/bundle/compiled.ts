import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import type { Parts } from "./parts";
import { rehearse } from "./rehearsal";
import { type CompiledParts, twoFiles } from "./two-files";

/**
 * What V8 makes of the parts while the provider does what terraform asks it for. Its own compiling of them as they run
 * is a fifth of each start. V8 keeps the same for the same sources and the same node.
 * @throws Error when the provider does not come through.
 */
export async function compiledParts(parts: Parts, first: string): Promise<CompiledParts> {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    const program = join(folder, "program");
    const record = join(folder, "record.json");
    const files = twoFiles(parts, first, "parts");
    writeFileSync(program, files.program);
    writeFileSync(join(folder, "parts"), files.held);
    await rehearse({
      // A seed makes V8 hash texts the same way each time; it counts on that to be used for this.
      command: [process.execPath, "--random-seed=1", "--require", RECORDER, program],
      environment: { BUNDLE_RECORD: record },
      database: join(folder, "server.sqlite"),
    });
    const recorded = Object.entries<string>(JSON.parse(readFileSync(record, "utf8"))).map(
      ([name, code]) => [name, Buffer.from(code, "base64")] as const,
    );
    return {
      node: [process.version, process.platform, process.arch].join(" "),
      parts: Object.fromEntries(recorded.filter(([name, code]) => isCode(parts[name], code))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** False for a part that is a long text and hardly anything else, which compiled would only be there twice. */
function isCode(source = "", compiled: Buffer): boolean {
  return compiled.length > 1.25 * source.length;
}

const RECORDER = join(packageRoot().directory, "dist/tools/bundle/recorder.js");
