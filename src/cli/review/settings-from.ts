import { existsSync, readFileSync } from "node:fs";
import { readSettings } from "../../review/settings/read-settings";
import type { ReviewSettings } from "../../review/settings/review-settings";
import { SettingsError } from "../../review/settings/settings-error";
import { usageError } from "../errors/cli-error";

/** The file that is read without `--config`, when the current folder has it. */
const DEFAULT_FILE = "review.yaml";

/** Reads review.yaml. A file that is named has to be there. Throws CliError. */
export function settingsFrom(path: string | undefined): ReviewSettings {
  if (path === undefined && !existsSync(DEFAULT_FILE)) return {};
  const file = path ?? DEFAULT_FILE;
  const content = contentOf(file);
  try {
    return readSettings(content, file);
  } catch (failure) {
    if (failure instanceof SettingsError) throw usageError(failure.message);
    throw failure;
  }
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
