import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../../src/server/store/open-database";
import { memoryFolder } from "../../support/memory-folder";

let made: Promise<Buffer> | null = null;

/** The bytes of an SQLite file with all tables and no rows, so that no server makes the tables again. */
export function emptyDatabase(): Promise<Buffer> {
  made ??= makeDatabase();
  return made;
}

async function makeDatabase(): Promise<Buffer> {
  const folder = memoryFolder("netfoundry-scim-empty-");
  try {
    const file = join(folder, "empty.sqlite");
    await (await openDatabase(file)).destroy();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
