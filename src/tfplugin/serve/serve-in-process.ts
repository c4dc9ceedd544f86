import { createServer } from "node:net";
import type { Provider } from "../define/provider";
import { type Address, reattachValue } from "../wire/handshake";
import { listen } from "../wire/listen";
import { createPlugin } from "./plugin";

/** A provider that serves inside this process, for debuggers and tests. */
export interface ServedProvider {
  readonly address: Address;
  /** The value of TF_REATTACH_PROVIDERS that makes terraform use it. */
  readonly reattach: string;
  /** Refuses further calls. It resolves when the running calls are answered. */
  close(): Promise<void>;
}

/** Serves a provider inside this process until `close`. Any number of terraform runs can use it. */
export async function serveInProcess(provider: Provider): Promise<ServedProvider> {
  const service = createPlugin(provider).createService({ onAbandoned: () => {} });
  const server = createServer(service.accept);
  const { address } = await listen(server);
  return {
    address,
    reattach: reattachValue(provider.address, address),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        service.close();
      }),
  };
}
