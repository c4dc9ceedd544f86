import type { ObjectCall } from "../../define/call";
import { Diagnostics } from "../../define/diagnostics";
import { PrivateState } from "../../define/private-state";
import type { CreateRequest, DeleteRequest, Resource, UpdateRequest } from "../../define/resource";
import { changesObject } from "../../plan/plan-object";
import { partialState, reconcileApplied } from "../../plan/reconcile-state";
import type { Schema } from "../../schema/schema";
import { timeLimit } from "../../schema/timeouts";
import type { ObjectValue } from "../../value/type";
import { containsUnknown } from "../../value/unknown";
import type { DynamicValue, IdentityData } from "../../wire/protocol";
import { attempt, contextOf, offered, wireDiagnostics } from "../answer/attempt";
import { readObject, unchanged, writeObject } from "../answer/dynamic";
import { identityFor } from "../answer/identity";
import { withDeadline } from "../deadline";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

interface Change {
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue | null;
  readonly config: ObjectValue;
}

interface Applied {
  readonly newState: DynamicValue | null;
  readonly newIdentity: IdentityData | null;
}

/**
 * Answers the call that applies a planned change. If something fails, the answer holds what is known to
 * exist.
 */
export function resourceApplyHandlers(session: Session): Pick<Handlers, "ApplyResourceChange"> {
  return {
    async ApplyResourceChange({ typeName, priorState, plannedState, config, ...more }) {
      const diagnostics = new Diagnostics();
      const privateState = new PrivateState(more.plannedPrivate);
      const apply = async (): Promise<Applied> => {
        const resource = offered(session, "resources", typeName);
        const { type } = resource.schema;
        const change = {
          prior: readObject(type, priorState),
          planned: readObject(type, plannedState),
          config: readObject(type, config) ?? {},
        };
        const call = { context: contextOf(session), signal: session.stop.signal, diagnostics, privateState };
        const state = await applyChange(resource, change, `${typeName}`, call);
        const known = change.prior === null ? null : more.plannedIdentity;
        const identify = () => identityFor(resource, state, known, diagnostics);
        const newIdentity = await attempt(diagnostics, `identify ${typeName}`, identify, () => null);
        return { newState: writeObject(type, state), newIdentity };
      };
      const asBefore = (): Applied => ({ newState: unchanged(priorState), newIdentity: null });
      const applied = await attempt(diagnostics, `apply ${typeName}`, apply, asBefore);
      return { ...applied, private: privateState.bytes, diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}

async function applyChange(
  resource: Resource<unknown>,
  { prior, planned, config }: Change,
  typeName: string,
  call: ObjectCall<unknown>,
): Promise<ObjectValue | null> {
  const { diagnostics } = call;
  const { type, attributes } = resource.schema;
  if (planned === null) {
    const remove = async () => {
      const limit = timeLimit(attributes, "delete", prior ?? {});
      await withDeadline(limit, typeName, call.signal, (signal) =>
        resource.delete({ ...call, signal, state: prior } as DeleteRequest<unknown, Schema>),
      );
      return diagnostics.hasErrors ? prior : null;
    };
    return attempt<ObjectValue | null>(diagnostics, `delete ${typeName}`, remove, () => prior);
  }

  if (prior !== null && !changesObject(type, prior, planned)) return planned;

  let saved: ObjectValue | null = prior;
  const save = (state: ObjectValue) => {
    saved = partialState(type, { ...(prior ?? knownMembers(planned)), ...state });
  };
  const request = { ...call, plan: planned, config, save };
  const change = async () => {
    const limit = timeLimit(attributes, prior === null ? "create" : "update", planned);
    const returned = await withDeadline(limit, typeName, call.signal, (signal) =>
      prior === null
        ? resource.create({ ...request, signal } as CreateRequest<unknown, Schema>)
        : resource.update({ ...request, signal, prior } as UpdateRequest<unknown, Schema>),
    );
    return reconcileApplied(type, planned, returned, diagnostics);
  };
  const doing = prior === null ? `create ${typeName}` : `update ${typeName}`;
  return attempt<ObjectValue | null>(diagnostics, doing, change, () => saved);
}

function knownMembers(planned: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(planned).filter(([, value]) => !containsUnknown(value)));
}
