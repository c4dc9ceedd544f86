import { readFileSync } from "node:fs";
import { createClient, createControllerClient } from "../../client/client";
import type { LiveAnswers } from "../../review/live/answers";
import { askLive } from "../../review/live/ask-live";
import type { Plan } from "../../review/plan/plan";
import { EMPTY_PROVIDER_BLOCK } from "../../settings/environment";
import { providerSettings } from "../../settings/provider-settings";
import { SettingError } from "../../settings/setting-error";
import { usageError } from "../cli-error";

/**
 * Asks the API with the provider's environment variables. What cannot be reached becomes
 * a finding of the review.
 */
export async function liveAnswers(plan: Plan): Promise<LiveAnswers> {
  const { target } = settings();
  const client =
    target.kind === "network" ? createClient(target.settings) : createControllerClient(target.settings);
  try {
    return await askLive(plan, client, target.kind);
  } finally {
    client.close();
  }
}

/** Throws a CliError for a setting that is missing or cannot be used. */
function settings() {
  try {
    return providerSettings(EMPTY_PROVIDER_BLOCK, process.env, (path) => readFileSync(path, "utf8"));
  } catch (failure) {
    if (failure instanceof SettingError) throw usageError(`--live: ${failure.message}`);
    throw failure;
  }
}
