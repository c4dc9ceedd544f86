import type { Provider } from "../define/provider";
import { createPlugin } from "./plugin";
import { servePlugin } from "./serve-plugin";

/**
 * Runs the provider as a plugin process of Terraform. It prints the handshake line, serves until Terraform
 * closes the connection, and exits. When a person starts it, it says what it is and exits with 1.
 */
export function serve(provider: Provider): void {
  servePlugin(() => createPlugin(provider));
}
