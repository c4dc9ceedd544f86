import { Diagnostics } from "../../define/diagnostics";
import { PrivateState } from "../../define/private-state";
import type { ReadRequest } from "../../define/resource";
import { reconcileRead } from "../../plan/reconcile-state";
import type { Schema } from "../../schema/schema";
import { timeLimit } from "../../schema/timeouts";
import type { ObjectValue } from "../../value/type";
import type { DynamicValue, IdentityData } from "../../wire/protocol";
import { contextOf, offered, wireDiagnostics } from "../answer/attempt";
import { attemptOrDefer } from "../answer/defer";
import { readObject, unchanged, writeObject } from "../answer/dynamic";
import { identityFor, unchangedIdentity } from "../answer/identity";
import { withDeadline } from "../deadline";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

interface Found {
  readonly newState: DynamicValue | null;
  readonly newIdentity: IdentityData | null;
}

/** Answers the call that refreshes stored state. */
export function resourceReadHandlers(session: Session): Pick<Handlers, "ReadResource"> {
  return {
    async ReadResource({
      typeName,
      currentState,
      private: priorPrivate,
      currentIdentity,
      clientCapabilities,
    }) {
      const diagnostics = new Diagnostics();
      const privateState = new PrivateState(priorPrivate);
      const asStored = (): Found => ({
        newState: unchanged(currentState),
        newIdentity: unchangedIdentity(currentIdentity),
      });
      const read = async (): Promise<Found> => {
        const resource = offered(session, "resources", typeName);
        const { type } = resource.schema;
        const stored = readObject(type, currentState);
        if (stored === null) return asStored();
        if (session.context === null && !clientCapabilities?.deferralAllowed) {
          diagnostics.warning({
            summary: "Not refreshed",
            detail:
              "Part of the provider's configuration is not known yet, so the provider cannot call the API. " +
              `Terraform uses ${typeName} as stored.`,
          });
          return asStored();
        }
        const call = { state: stored, context: contextOf(session), diagnostics, privateState };
        const limit = timeLimit(resource.schema.attributes, "read", stored);
        const found = await withDeadline(limit, `${typeName}`, session.stop.signal, (signal) =>
          resource.read({ ...call, signal } as ReadRequest<unknown, Schema>),
        );
        if (found === null) {
          diagnostics.warning({
            summary: "Object is gone",
            detail:
              `The ${typeName}${idOf(stored)} no longer exists, so Terraform removes it from the state. ` +
              "If the configuration still has it, apply creates it again.",
          });
          return { newState: writeObject(type, null), newIdentity: null };
        }
        const state = reconcileRead(type, stored, found, diagnostics);
        const newIdentity = identityFor(resource, state, currentIdentity, diagnostics);
        return diagnostics.hasErrors ? asStored() : { newState: writeObject(type, state), newIdentity };
      };
      const found = await attemptOrDefer(clientCapabilities, diagnostics, {
        doing: `read ${typeName}`,
        work: read,
        otherwise: asStored,
        postponed: asStored,
      });
      return { ...found, private: privateState.bytes, diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}

/** The id of a stored object, as a message shows it. Empty when the object has none. */
function idOf({ id }: ObjectValue): string {
  return typeof id === "string" ? ` ${id}` : "";
}
