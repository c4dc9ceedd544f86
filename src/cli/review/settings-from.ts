import { existsSync, readFileSync } from "node:fs";
import { readSettings } from "../../review/settings/read-settings";
import type { ReviewSettings } from "../../review/settings/review-settings";
import { usageError } from "../cli-error";

/** The file that is read without `--config`, when the current folder has it. */
const DEFAULT_FILE = "review.yaml";

/** Reads review.yaml. A file that is named has to be there. */
export function settingsFrom(path: string | undefined): ReviewSettings {
  if (path === undefined && !existsSync(DEFAULT_FILE)) return {};
  const file = path ?? DEFAULT_FILE;
  return readSettings(contentOf(file), file);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (failure) {
    throw usageError(
      `The file ${file} cannot be read: ${failure instanceof Error ? failure.message : failure}.`,
    );
  }
}
