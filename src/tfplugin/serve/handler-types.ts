import type { Sparse } from "../wire/message";
import type {
  EventOf,
  ProviderCall,
  RequestOf,
  ResponseOf,
  StreamCall,
  StreamRequestOf,
} from "../wire/protocol";

/** Answers a call; never rejects, every failure is a diagnostic in the answer. */
export type Handler<C extends ProviderCall> = (request: Sparse<RequestOf<C>>) => Promise<ResponseOf<C>>;

/** Every call Terraform can make, by its name in the protocol. */
export type Handlers = { readonly [C in ProviderCall]: Handler<C> };

/** Answers a call with events; never throws, every failure is a diagnostic in an event. `gone` is aborted when nobody listens any more. */
export type StreamHandler<C extends StreamCall> = (
  request: Sparse<StreamRequestOf<C>>,
  gone: AbortSignal,
) => AsyncIterable<EventOf<C>>;

/** Every call that is answered with a stream, by its name in the protocol. */
export type StreamHandlers = { readonly [C in StreamCall]: StreamHandler<C> };
