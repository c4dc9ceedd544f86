import type { Diagnostic } from "../define/diagnostics";
import type { Provider } from "../define/provider";
import type { Handlers, StreamHandlers } from "../serve/handler-types";
import type { ActionCalls } from "./driver";
import { encode, NEVER_GONE, reported, typeOf } from "./driver-values";

/** Calls the handlers for actions. */
export function actionCalls(provider: Provider, handlers: Handlers & StreamHandlers): ActionCalls {
  return {
    async validateAction(typeName, config) {
      const type = typeOf(provider.actions, typeName);
      return reported(await handlers.ValidateActionConfig({ typeName, config: encode(type, config) }));
    },
    async planAction(actionType, config) {
      const type = typeOf(provider.actions, actionType);
      return reported(await handlers.PlanAction({ actionType, config: encode(type, config) }));
    },
    async invoke(actionType, config) {
      const given = encode(typeOf(provider.actions, actionType), config);
      const progress: string[] = [];
      const diagnostics: Diagnostic[] = [];
      for await (const event of handlers.InvokeAction({ actionType, config: given }, NEVER_GONE)) {
        if (event.progress !== null) progress.push(event.progress.message);
        if (event.completed !== null) diagnostics.push(...reported(event.completed).diagnostics);
      }
      return { diagnostics, progress };
    },
  };
}
