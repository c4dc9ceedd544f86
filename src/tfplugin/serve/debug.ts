import type { Provider } from "../define/provider";
import { writeNow } from "../wire/output";
import { reportRejection } from "./answer/open-call";
import { serveInProcess } from "./serve-in-process";

export interface DebugOptions {
  /** Stops the provider when it aborts, as Ctrl-C does. */
  readonly signal?: AbortSignal;
  /** Prints how to use the provider. Default: to standard output. */
  readonly print?: (text: string) => void;
}

/**
 * Serves a provider from this process, so that it can run under a debugger (`node --inspect`). It prints how
 * to make terraform use it. Any number of terraform runs can use it, and none starts or ends it. Ctrl-C,
 * SIGTERM or the abort signal stop it. It then resolves when the running calls are answered. A second
 * Ctrl-C ends the process at once.
 */
export async function serveDebug(provider: Provider, options: DebugOptions = {}): Promise<void> {
  const { signal, print = (text) => writeNow(1, text) } = options;
  const served = await serveInProcess(provider);
  process.on("unhandledRejection", reportOrThrow);
  print(
    `${provider.address} ${provider.version} is ready. To use it, run in another terminal:\n\n` +
      `  ${assignment(served.reattach, process.platform)}\n\n` +
      "You do not need terraform init. Press Ctrl-C to stop the provider.\n",
  );
  await new Promise<void>((resolve) => {
    const end = () => {
      process.off("SIGINT", end);
      process.off("SIGTERM", end);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    process.on("SIGINT", end);
    process.on("SIGTERM", end);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
  await served.close();
  process.off("unhandledRejection", reportOrThrow);
}

/** Ends the process, as Node does, when the rejection belongs to no running call. */
function reportOrThrow(reason: unknown): void {
  if (!reportRejection(reason)) throw reason;
}

/** The command that sets TF_REATTACH_PROVIDERS in the platform's shell. */
export function assignment(value: string, platform: NodeJS.Platform): string {
  return platform === "win32"
    ? `$env:TF_REATTACH_PROVIDERS = '${value.replaceAll("'", "''")}'`
    : `export TF_REATTACH_PROVIDERS='${value.replaceAll("'", "'\\''")}'`;
}
