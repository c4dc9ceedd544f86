import { readFileSync } from "node:fs";
import { createClient, createControllerClient } from "../../client/client";
import { netfoundry } from "../../provider/provider";
import { EMPTY_PROVIDER_BLOCK } from "../../settings/environment";
import { providerSettings } from "../../settings/provider-settings";
import { SettingError } from "../../settings/setting-error";
import type { Target } from "../../settings/target";
import { createDriver, type Driver } from "../../tfplugin";
import { CliError, usageError } from "../cli-error";

/** A driver of the provider, with the settings of the environment. */
export interface OpenDriver {
  readonly driver: Driver;
  readonly target: Target["kind"];
  /** What the provider warned of. */
  readonly warnings: readonly string[];
}

/**
 * Configures the provider from the environment, and confirms that the API answers.
 * @throws CliError for a setting that is missing or cannot be used; the client's error when the API refuses
 *   the account or cannot be reached.
 */
export async function openDriver(): Promise<OpenDriver> {
  const target = targetOf();
  await confirmAccess(target);
  const driver = createDriver(netfoundry);
  const { diagnostics } = await driver.configure({});
  const text = (severity: "error" | "warning") =>
    diagnostics.filter((one) => one.severity === severity).map((one) => `${one.summary}: ${one.detail}`);
  const errors = text("error");
  if (errors.length > 0) throw new CliError(errors.join("\n"));
  return { driver, target: target.kind, warnings: text("warning") };
}

function targetOf(): Target {
  try {
    return providerSettings(EMPTY_PROVIDER_BLOCK, process.env, (path) => readFileSync(path, "utf8")).target;
  } catch (failure) {
    if (failure instanceof SettingError) throw usageError(failure.message);
    throw failure;
  }
}

/** The provider turns a failure into text. The client's own error tells whether a server was reached. */
async function confirmAccess(target: Target): Promise<void> {
  const client =
    target.kind === "network" ? createClient(target.settings) : createControllerClient(target.settings);
  try {
    if (target.kind === "network") await client.confirmAccess();
    await client.openSession();
  } finally {
    client.close();
  }
}
