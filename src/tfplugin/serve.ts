import { createHandlers } from "./handlers/handlers";
import { logger } from "./logger";
import type { Provider } from "./provider";
import { certificateBytes, createCertificate } from "./wire/certificate";
import { createGrpcServer, type GrpcOptions, type UnaryCall } from "./wire/grpc";
import { type Address, handshakeLine, reattachValue, startedByTerraform } from "./wire/handshake";
import { listen } from "./wire/listen";
import type { Message } from "./wire/message";
import { writeNow } from "./wire/output";
import { PROVIDER_CALLS, type ProviderCall } from "./wire/protocol";

/**
 * Runs the provider as the plugin process Terraform started: prints the handshake line, serves until Terraform closes
 * the connection, then exits. Started by a person it says what it is and exits with 1.
 */
export function serve(provider: Provider): void {
  const { env } = process;
  if (!startedByTerraform(env)) {
    writeNow(2, `This is the Terraform provider ${provider.address} ${provider.version}. ${HINT}\n`);
    process.exitCode = 1;
    return;
  }
  process.on("uncaughtException", crash);
  // Ctrl-C reaches the whole process group; terraform tells with StopProvider what is to be stopped.
  process.on("SIGINT", ignore);
  process.on("SIGTERM", ignore);

  const clientPem = env.PLUGIN_CLIENT_CERT;
  const tls = clientPem ? { own: createCertificate(), client: clientCertificate(clientPem) } : null;
  // Terraform connects once; it may also be killed before it does.
  const alone = setTimeout(() => process.exit(0), LONGEST_START).unref();
  let forget = ignore;
  const onConnected = () => {
    clearTimeout(alone);
    forget();
  };
  const server = createGrpcServer({
    ...services(provider),
    tls,
    onConnected,
    onAbandoned: () => process.exit(0),
  });
  listen(server).then((listening) => {
    forget = listening.forget;
    writeNow(1, handshakeLine(listening.address, tls?.own.der ?? null));
  }, crash);
}

/** Milliseconds terraform waits for a plugin to start (go-plugin, client.go). */
const LONGEST_START = 60_000;

/** A provider that serves inside this process, for debuggers and tests. */
export interface ServedProvider {
  readonly address: Address;
  /** The value of TF_REATTACH_PROVIDERS that makes terraform use it. */
  readonly reattach: string;
  close(): Promise<void>;
}

/** Serves a provider inside this process until it is closed; any number of terraform runs can use it. */
export async function serveInProcess(provider: Provider): Promise<ServedProvider> {
  const server = createGrpcServer({
    ...services(provider),
    tls: null,
    onConnected: ignore,
    onAbandoned: ignore,
  });
  const { address } = await listen(server);
  return {
    address,
    reattach: reattachValue(provider.address, address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const HINT =
  "It is started by terraform, not by hand: run terraform init and terraform plan with a configuration that requires it.";

/** The gRPC services of a plugin: the provider itself, and what go-plugin adds to every plugin. */
function services(provider: Provider): Pick<GrpcOptions, "callsForClient" | "silentStreams"> {
  return {
    // A served provider has many clients, each with its own configuration and its own stop.
    callsForClient: () => new Map([...providerCalls(provider), SHUTDOWN]),
    silentStreams: new Set(["/plugin.GRPCStdio/StreamStdio"]),
  };
}

/** Nothing is left to do for it: terraform closes the connection right after, and with it the process ends. */
const SHUTDOWN: readonly [string, UnaryCall] = [
  "/plugin.GRPCController/Shutdown",
  async () => new Uint8Array(),
];

function providerCalls(provider: Provider): [string, UnaryCall][] {
  const handlers = createHandlers(provider);
  return (Object.keys(PROVIDER_CALLS) as ProviderCall[]).map((name) => {
    const { request, response } = PROVIDER_CALLS[name];
    return [`/tfplugin6.Provider/${name}`, unary(name, request, response, handlers[name])];
  });
}

function unary(
  name: string,
  request: object,
  response: object,
  handler: (request: never) => Promise<object>,
): UnaryCall {
  // The table pairs every call with its own messages; a union of all calls cannot show that to the compiler.
  const input = request as Message<never>;
  const output = response as Message<object>;
  return async (bytes) => {
    const begun = Date.now();
    const answer = output.encode(await handler(input.decode(bytes)));
    logger.trace(`answered ${name}`, { milliseconds: Date.now() - begun });
    return answer;
  };
}

function clientCertificate(pem: string): Uint8Array {
  const bytes = certificateBytes(pem);
  if (bytes === null) throw new Error("PLUGIN_CLIENT_CERT holds no certificate");
  return bytes;
}

/** Terraform shows what follows "panic: " as a crash of the plugin; without it, it only says "cancelled". */
function crash(error: unknown): void {
  writeNow(2, `panic: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(2);
}

function ignore(): void {}
