import type { InvokeRequest, PlanActionRequest } from "../../define/action";
import { Diagnostics } from "../../define/diagnostics";
import { fillDefaults } from "../../plan/fill-defaults";
import type { Schema } from "../../schema/schema";
import type { EventOf } from "../../wire/protocol";
import { attempt, contextOf, offered, wireDiagnostics } from "../answer/attempt";
import { attemptOrDefer, mustBeKnown } from "../answer/defer";
import { readObject } from "../answer/dynamic";
import { EventQueue } from "../answer/event-queue";
import { validateConfig } from "../answer/validate-config";
import type { Handlers, StreamHandlers } from "../handler-types";
import type { Session } from "../session";

type ActionHandlers = Pick<Handlers, "ValidateActionConfig" | "PlanAction"> &
  Pick<StreamHandlers, "InvokeAction">;

/** Answers the calls about actions. */
export function actionHandlers(session: Session): ActionHandlers {
  const { signal: stop } = session.stop;
  return {
    async ValidateActionConfig({ typeName, config }) {
      return validateConfig(typeName, config, () => offered(session, "actions", typeName));
    },

    async PlanAction({ actionType, config: given, clientCapabilities }) {
      const diagnostics = new Diagnostics();
      const plan = async () => {
        const action = offered(session, "actions", actionType);
        const config = readObject(action.schema.type, given) ?? {};
        const isDeferrable = clientCapabilities?.deferralAllowed === true;
        if (session.context === null && !isDeferrable) return {};
        const request = { config, context: contextOf(session), signal: stop, diagnostics };
        await action.plan?.(request as PlanActionRequest<unknown, Schema>);
        return {};
      };
      const { deferred } = await attemptOrDefer(clientCapabilities, diagnostics, {
        doing: `plan action ${actionType}`,
        work: plan,
        otherwise: () => ({}),
        postponed: () => ({}),
      });
      return { diagnostics: wireDiagnostics(diagnostics), deferred };
    },

    InvokeAction({ actionType, config: given }, gone) {
      const events = new EventQueue<EventOf<"InvokeAction">>();
      const diagnostics = new Diagnostics();
      const invoke = async () => {
        const action = offered(session, "actions", actionType);
        const { type } = action.schema;
        const config = readObject(type, given) ?? {};
        mustBeKnown(config, `action ${actionType}`);
        const request = {
          config: fillDefaults(type, config),
          context: contextOf(session),
          signal: AbortSignal.any([stop, gone]),
          diagnostics,
          progress: (message: string) => events.add({ progress: { message }, completed: null }),
        };
        await action.invoke(request as unknown as InvokeRequest<unknown, Schema>);
      };
      void attempt(diagnostics, `invoke action ${actionType}`, invoke, () => {}).then(() => {
        events.add({ progress: null, completed: { diagnostics: wireDiagnostics(diagnostics) } });
        events.end();
      });
      return events;
    },
  };
}
