import type { Provider } from "../define/provider";
import { createPlugin } from "./plugin";
import { servePlugin } from "./serve-plugin";

/**
 * Runs the provider as the plugin process Terraform started: prints the handshake line, serves until Terraform closes
 * the connection, then exits. Started by a person it says what it is and exits with 1.
 */
export function serve(provider: Provider): void {
  servePlugin(() => createPlugin(provider));
}
