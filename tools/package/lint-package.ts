import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { exitWith } from "../exit-with";
import { pack } from "./tarball";

/**
 * Runs publint and attw ("are the types wrong?") on the tarball. They find entry points that lead nowhere and
 * declarations that a TypeScript resolution does not find. Calls no registry. Returns whether both found
 * nothing.
 */
export async function lintPackage(): Promise<boolean> {
  const { directory } = packageRoot();
  const folder = await mkdtemp(join(tmpdir(), "netfoundry-scim-lint-"));
  try {
    const { file } = await pack(directory, folder);
    return [
      ["publint", "run", "--strict", file],
      ["attw", "--no-emoji", file],
    ]
      .map((command) => isClean(directory, command))
      .every((clean) => clean);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a checker of this clone and prints its findings. */
function isClean(directory: string, command: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync("npx", ["--no-install", ...command], {
    cwd: directory,
    encoding: "utf8",
  });
  if (status !== 0) process.stderr.write(`${command.join(" ")}\n${stdout}${stderr}`);
  return status === 0;
}

if (require.main === module) void exitWith(lintPackage());
