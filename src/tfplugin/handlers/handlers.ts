import type { Provider } from "../provider";
import { newSession, type Session } from "../session";
import type { Sparse } from "../wire/message";
import type { ProviderCall, RequestOf, ResponseOf } from "../wire/protocol";
import { dataSourceHandlers } from "./data-source";
import { ephemeralHandlers } from "./ephemeral";
import { functionHandlers } from "./function";
import { providerHandlers } from "./provider";
import { resourceApplyHandlers } from "./resource-apply";
import { resourceImportHandlers } from "./resource-import";
import { resourcePlanHandlers } from "./resource-plan";
import { resourceReadHandlers } from "./resource-read";
import { resourceUpgradeHandlers } from "./resource-upgrade";

/** Answers a call; never rejects, every failure is a diagnostic in the answer. */
export type Handler<C extends ProviderCall> = (request: Sparse<RequestOf<C>>) => Promise<ResponseOf<C>>;

/** Every call Terraform can make, by its name in the protocol. */
export type Handlers = { readonly [C in ProviderCall]: Handler<C> };

/** The handlers of a provider, callable in-process. Each set of handlers is a provider process of its own. */
export function createHandlers(provider: Provider): Handlers {
  return handlersOf(newSession(provider));
}

function handlersOf(session: Session): Handlers {
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
  };
}
