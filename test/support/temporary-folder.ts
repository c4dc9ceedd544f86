import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { memoryFolder } from "./memory-folder";

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder, removed after the test file. Its name has a space in it, as users' folders do. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "netfoundry tests "));
  made.push(folder);
  return folder;
}

/**
 * The path of a fresh SQLite database, whose folder is removed after the test file. Its commits wait for no
 * disk.
 */
export function temporaryDatabase(): string {
  const folder = memoryFolder("netfoundry-scim-test-");
  made.push(folder);
  return join(folder, "server.sqlite");
}

/** Writes a file and its folders. Returns the path. */
export function file(path: string, text = "", mode = 0o644): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  return path;
}
