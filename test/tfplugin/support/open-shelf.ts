import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDriver, type Driver, type Provider } from "../../../src/tfplugin";
import type { ObjectValue } from "../../../src/tfplugin/value/type";
import { shelf } from "./shelf";

export const BOOK = "shelf_book";

/**
 * A driver of the shelf, or of a variant of it, with an empty directory. The directory is removed after the
 * test.
 */
export async function openShelf(provider: Provider = shelf) {
  const directory = mkdtempSync(join(tmpdir(), "shelf-"));
  opened.push(directory);
  const driver = createDriver(provider);
  await driver.configure({ directory });
  return { directory, driver };
}
const opened: string[] = [];
afterEach(() => {
  for (const directory of opened.splice(0)) rmSync(directory, { recursive: true });
});

/** The state of a book that was created without diagnostics. */
export async function created(driver: Driver, config: Record<string, unknown>): Promise<ObjectValue> {
  const { state, diagnostics } = await driver.apply(BOOK, config);
  expect(diagnostics).toEqual([]);
  if (state === null) throw new Error("nothing was created");
  return state;
}
