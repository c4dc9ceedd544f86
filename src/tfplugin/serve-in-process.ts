import type { ServerHttp2Session } from "node:http2";
import { createPlugin } from "./plugin";
import type { Provider } from "./provider";
import { type Address, reattachValue } from "./wire/handshake";
import { listen } from "./wire/listen";

/** A provider that serves inside this process, for debuggers and tests. */
export interface ServedProvider {
  readonly address: Address;
  /** The value of TF_REATTACH_PROVIDERS that makes terraform use it. */
  readonly reattach: string;
  /** Takes no further calls, and resolves once those under way are answered. */
  close(): Promise<void>;
}

/** Serves a provider inside this process until it is closed; any number of terraform runs can use it. */
export async function serveInProcess(provider: Provider): Promise<ServedProvider> {
  const server = createPlugin(provider).createServer({ tls: null, onConnected: ignore, onAbandoned: ignore });
  const open = new Set<ServerHttp2Session>();
  server.on("session", (session: ServerHttp2Session) => {
    open.add(session);
    session.once("close", () => open.delete(session));
  });
  const { address } = await listen(server);
  return {
    address,
    reattach: reattachValue(provider.address, address),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of open) session.close();
      }),
  };
}

function ignore(): void {}
