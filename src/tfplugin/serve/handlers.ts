import type { Provider } from "../define/provider";
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
import type { Handlers, StreamHandlers } from "./handler-types";
import { newSession, type Session } from "./session";

/**
 * The handlers of a provider, for calls in-process. Each set of handlers has its own session, as a process
 * has.
 */
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
