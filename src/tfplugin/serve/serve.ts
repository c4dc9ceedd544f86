import type { Provider } from "../define/provider";
import { startedByTerraform } from "../wire/handshake";
import { createPlugin } from "./plugin";
import { servePlugin } from "./serve-plugin";
import { logStandardOutput } from "./standard-output";

// A provider's own modules may print something while they load, before it calls serve.
if (startedByTerraform(process.env)) logStandardOutput();

/**
 * Runs the provider as a plugin process of Terraform. It prints the handshake line, serves until Terraform
 * closes the connection, and exits. When a person starts it, it says what it is and exits with 1.
 */
export function serve(provider: Provider): void {
  servePlugin(() => createPlugin(provider));
}
