import type { Sparse } from "../wire/message";
import type {
  EventOf,
  ProviderCall,
  RequestOf,
  ResponseOf,
  StreamCall,
  StreamRequestOf,
} from "../wire/protocol";

/** Answers a call. It never rejects, because every failure becomes a diagnostic in the answer. */
export type Handler<C extends ProviderCall> = (request: Sparse<RequestOf<C>>) => Promise<ResponseOf<C>>;

/** The handlers of the calls with one answer, by the call's name in the protocol. */
export type Handlers = { readonly [C in ProviderCall]: Handler<C> };

/**
 * Answers a call with events. It never throws, because every failure becomes a diagnostic in an event. The
 * signal `gone` aborts when the client no longer reads.
 */
export type StreamHandler<C extends StreamCall> = (
  request: Sparse<StreamRequestOf<C>>,
  gone: AbortSignal,
) => AsyncIterable<EventOf<C>>;

/** The handlers of the calls with a stream of answers, by the call's name in the protocol. */
export type StreamHandlers = { readonly [C in StreamCall]: StreamHandler<C> };
