import type { Provider } from "../define/provider";
import type { Sparse } from "../wire/message";
import type {
  EventOf,
  ProviderCall,
  RequestOf,
  ResponseOf,
  StreamCall,
  StreamRequestOf,
} from "../wire/protocol";
import { actionHandlers } from "./calls/action";
import { dataSourceHandlers } from "./calls/data-source";
import { ephemeralHandlers } from "./calls/ephemeral";
import { functionHandlers } from "./calls/function";
import { listResourceHandlers } from "./calls/list-resource";
import { providerHandlers } from "./calls/provider";
import { resourceApplyHandlers } from "./calls/resource-apply";
import { resourceConfigHandlers } from "./calls/resource-generate-config";
import { resourceImportHandlers } from "./calls/resource-import";
import { resourcePlanHandlers } from "./calls/resource-plan";
import { resourceReadHandlers } from "./calls/resource-read";
import { resourceUpgradeHandlers } from "./calls/resource-upgrade";
import { newSession, type Session } from "./session";

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

/** The handlers of a provider, callable in-process. Each set of handlers is a provider process of its own. */
export function createHandlers(provider: Provider): Handlers & StreamHandlers {
  return handlersOf(newSession(provider));
}

function handlersOf(session: Session): Handlers & StreamHandlers {
  return {
    ...providerHandlers(session),
    ...resourceUpgradeHandlers(session),
    ...resourceReadHandlers(session),
    ...resourceImportHandlers(session),
    ...resourcePlanHandlers(session),
    ...resourceApplyHandlers(session),
    ...dataSourceHandlers(session),
    ...ephemeralHandlers(session),
    ...functionHandlers(session),
    ...listResourceHandlers(session),
    ...actionHandlers(session),
    ...resourceConfigHandlers(session),
  };
}
