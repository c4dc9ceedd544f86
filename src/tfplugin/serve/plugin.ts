import type { Provider } from "../define/provider";
import {
  type Client,
  createGrpcService,
  type GrpcOptions,
  type GrpcService,
  type StreamedCall,
  type UnaryCall,
} from "../wire/grpc";
import type { Message } from "../wire/message";
import { PROVIDER_CALLS, type ProviderCall, STREAM_CALLS, type StreamCall } from "../wire/protocol";
import { createHandlers } from "./handlers";
import { logger } from "./logger";

/** A provider that is ready to serve. */
export interface Plugin {
  readonly address: string;
  readonly version: string;
  /** Makes a gRPC service with the provider's calls and those that go-plugin expects of every plugin. */
  createService(options: Pick<GrpcOptions, "onAbandoned">): GrpcService;
}

/** Makes a provider ready to serve. */
export function createPlugin(provider: Provider): Plugin {
  return {
    address: provider.address,
    version: provider.version,
    createService: (options) =>
      createGrpcService({
        ...options,
        // Each client of a debugged provider has its own configuration and its own stop signal.
        callsForClient: (client) => new Map([...providerCalls(provider), shutdown(client)]),
        silentStreams: new Set(["/plugin.GRPCStdio/StreamStdio"]),
      }),
  };
}

/**
 * The last call of a client. Terraform then closes its connection, and the process ends with its last
 * connection.
 */
function shutdown(client: Client): [string, UnaryCall] {
  const call = async () => {
    client.close();
    return new Uint8Array();
  };
  return ["/plugin.GRPCController/Shutdown", call];
}

function providerCalls(provider: Provider): [string, UnaryCall | StreamedCall][] {
  const handlers = createHandlers(provider);
  const unaryCalls = (Object.keys(PROVIDER_CALLS) as ProviderCall[]).map((name): [string, UnaryCall] => {
    const { request, response } = PROVIDER_CALLS[name];
    return [pathOf(name), logged(name, unary(request, response, handlers[name]))];
  });
  const streamedCalls = (Object.keys(STREAM_CALLS) as StreamCall[]).map((name): [string, StreamedCall] => {
    const { request, event } = STREAM_CALLS[name];
    return [pathOf(name), streamed(request, event, handlers[name])];
  });
  return [...unaryCalls, ...streamedCalls];
}

function streamed(
  request: object,
  event: object,
  handler: (request: never, gone: AbortSignal) => AsyncIterable<object>,
): StreamedCall {
  const input = request as Message<never>;
  const output = event as Message<object>;
  return {
    async *stream(bytes, gone) {
      for await (const each of handler(input.decode(bytes), gone)) yield output.encode(each);
    },
  };
}

function unary(request: object, response: object, handler: (request: never) => Promise<object>): UnaryCall {
  // The table pairs each call with its own messages. A union of all calls hides that from the compiler.
  const input = request as Message<never>;
  const output = response as Message<object>;
  return async (bytes) => output.encode(await handler(input.decode(bytes)));
}

function logged(name: ProviderCall, call: UnaryCall): UnaryCall {
  return async (bytes) => {
    const begun = Date.now();
    const answer = await call(bytes);
    logger.trace(`answered ${name}`, { milliseconds: Date.now() - begun });
    return answer;
  };
}

function pathOf(name: ProviderCall | StreamCall): string {
  return `/tfplugin6.Provider/${name}`;
}
