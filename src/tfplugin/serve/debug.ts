import type { Provider } from "../define/provider";
import { writeNow } from "../wire/output";
import { serveInProcess } from "./serve-in-process";

export interface DebugOptions {
  /** Ends serving when it is aborted, as Ctrl-C does. */
  readonly signal?: AbortSignal;
  /** Where to say how to use the provider; standard output when left out. */
  readonly print?: (text: string) => void;
}

/**
 * Serves a provider from this process, so that it can be run under a debugger (`node --inspect`), and says how to make
 * terraform use it. Any number of terraform runs can; none of them starts or ends it. Resolves after Ctrl-C, SIGTERM or
 * the signal, once the calls under way are answered; the same signal once more ends the process at once.
 */
export async function serveDebug(provider: Provider, options: DebugOptions = {}): Promise<void> {
  const { signal, print = (text) => writeNow(1, text) } = options;
  const served = await serveInProcess(provider);
  print(
    `${provider.address} ${provider.version} is being served. To use it, run in another terminal:\n\n` +
      `  ${assignment(served.reattach, process.platform)}\n\n` +
      "terraform init is not needed. Press Ctrl-C to end.\n",
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
}

/** The command that sets TF_REATTACH_PROVIDERS in the platform's shell. */
export function assignment(value: string, platform: NodeJS.Platform): string {
  return platform === "win32"
    ? `$env:TF_REATTACH_PROVIDERS = '${value.replaceAll("'", "''")}'`
    : `export TF_REATTACH_PROVIDERS='${value.replaceAll("'", "'\\''")}'`;
}
