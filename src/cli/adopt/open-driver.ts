import { netfoundry } from "../../provider/provider";
import type { Target } from "../../settings/target";
import { createDriver, type Driver } from "../../tfplugin";
import { CliError } from "../errors/cli-error";
import { environmentClient } from "../input/environment-client";

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
  const target = await confirmAccess();
  const driver = createDriver(netfoundry);
  const { diagnostics } = await driver.configure({});
  const text = (severity: "error" | "warning") =>
    diagnostics.filter((one) => one.severity === severity).map((one) => `${one.summary}: ${one.detail}`);
  const errors = text("error");
  if (errors.length > 0) throw new CliError(errors.join("\n"));
  return { driver, target, warnings: text("warning") };
}

/** The provider turns a failure into text. The client's own error tells whether a server was reached. */
async function confirmAccess(): Promise<Target["kind"]> {
  const { client, kind } = environmentClient("adopt", process.env);
  try {
    if (kind === "network") await client.confirmAccess();
    await client.openSession();
    return kind;
  } finally {
    client.close();
  }
}
