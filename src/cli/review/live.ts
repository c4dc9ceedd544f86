import { readFileSync } from "node:fs";
import { createClient, createControllerClient } from "../../client/client";
import type { ProviderBlock } from "../../provider/configuration/environment";
import { SettingError } from "../../provider/configuration/setting-error";
import { providerSettings } from "../../provider/configuration/settings";
import type { LiveAnswers } from "../../review/live/answers";
import { askLive } from "../../review/live/ask-live";
import type { Plan } from "../../review/plan/plan";
import { usageError } from "../cli-error";

/** A provider block in which nothing is set: every setting comes from the environment. */
const EMPTY_BLOCK: ProviderBlock = {
  api_url: null,
  environment: null,
  client_id: null,
  client_secret: null,
  auth_url: null,
  network_id: null,
  network_name: null,
  ca_cert: null,
  client_cert: null,
  client_key: null,
  insecure_skip_verify: null,
  request_timeout: null,
  max_retries: null,
  max_concurrent_requests: null,
  expiry_warning: null,
  ziti: null,
};

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
    return providerSettings(EMPTY_BLOCK, process.env, (path) => readFileSync(path, "utf8"));
  } catch (failure) {
    if (failure instanceof SettingError) throw usageError(`--live: ${failure.message}`);
    throw failure;
  }
}
