import type { Call } from "../../define/call";
import { Diagnostics } from "../../define/diagnostics";
import type { OpenRequest } from "../../define/ephemeral";
import { PrivateState } from "../../define/private-state";
import { fillDefaults } from "../../plan/fill-defaults";
import { planObject } from "../../plan/plan-object";
import { reconcileLookedUp } from "../../plan/reconcile-state";
import type { Schema } from "../../schema/schema";
import { UNKNOWN } from "../../value/unknown";
import type { DynamicValue, Timestamp } from "../../wire/protocol";
import { attempt, contextOf, offered, wireDiagnostics } from "../answer/attempt";
import { attemptOrDefer, mustBeKnown } from "../answer/defer";
import { readObject, writeObject, writeValue } from "../answer/dynamic";
import { validateConfig } from "../answer/validate-config";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

type EphemeralHandlers = Pick<
  Handlers,
  | "ValidateEphemeralResourceConfig"
  | "OpenEphemeralResource"
  | "RenewEphemeralResource"
  | "CloseEphemeralResource"
>;

interface Open {
  readonly result: DynamicValue | null;
  readonly renewAt: Timestamp | null;
}

/** Answers the calls about ephemeral resources. */
export function ephemeralHandlers(session: Session): EphemeralHandlers {
  const call = (diagnostics: Diagnostics): Call<unknown> => ({
    context: contextOf(session),
    signal: session.stop.signal,
    diagnostics,
  });
  return {
    async ValidateEphemeralResourceConfig({ typeName, config }) {
      return validateConfig(typeName, config, () => offered(session, "ephemerals", typeName));
    },

    async OpenEphemeralResource({ typeName, config: given, clientCapabilities }) {
      const diagnostics = new Diagnostics();
      const privateState = new PrivateState(null);
      const open = async (): Promise<Open> => {
        const ephemeral = offered(session, "ephemerals", typeName);
        const { type } = ephemeral.schema;
        const config = readObject(type, given) ?? {};
        const calling = call(diagnostics);
        mustBeKnown(config, `ephemeral resource ${typeName}`);
        const request = { ...calling, config: fillDefaults(type, config), privateState };
        const opened = await ephemeral.open(request as unknown as OpenRequest<unknown, Schema>);
        const planned = planObject(type, config, null);
        const result = reconcileLookedUp(type, planned, opened.result, diagnostics);
        return { result: writeObject(type, result), renewAt: timestamp(opened.renewAt) };
      };
      const opened = await attemptOrDefer(clientCapabilities, diagnostics, {
        doing: `open ${typeName}`,
        work: open,
        otherwise: () => ({ result: null, renewAt: null }),
        postponed: () => {
          const { type } = offered(session, "ephemerals", typeName).schema;
          return { result: writeValue(type, UNKNOWN), renewAt: null };
        },
      });
      return { ...opened, private: privateState.bytes, diagnostics: wireDiagnostics(diagnostics) };
    },

    async RenewEphemeralResource({ typeName, private: priorPrivate }) {
      const diagnostics = new Diagnostics();
      const privateState = new PrivateState(priorPrivate);
      const renew = async (): Promise<Timestamp | null> => {
        const ephemeral = offered(session, "ephemerals", typeName);
        const renewal = await ephemeral.renew?.({ ...call(diagnostics), privateState });
        return timestamp(renewal?.renewAt);
      };
      const renewAt = await attempt(diagnostics, `renew ${typeName}`, renew, () => null);
      return { renewAt, private: privateState.bytes, diagnostics: wireDiagnostics(diagnostics) };
    },

    async CloseEphemeralResource({ typeName, private: priorPrivate }) {
      const diagnostics = new Diagnostics();
      const close = async () => {
        const ephemeral = offered(session, "ephemerals", typeName);
        await ephemeral.close?.({ ...call(diagnostics), privateState: new PrivateState(priorPrivate) });
      };
      await attempt(diagnostics, `close ${typeName}`, close, () => {});
      return { diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}

function timestamp(moment: Date | undefined): Timestamp | null {
  if (moment === undefined) return null;
  const milliseconds = moment.getTime();
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: (milliseconds - seconds * 1000) * 1_000_000 };
}
