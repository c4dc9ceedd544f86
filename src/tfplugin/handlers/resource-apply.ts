import { Diagnostics } from "../diagnostics";
import type { CreateRequest, ReadRequest, Resource, UpdateRequest } from "../resource";
import type { Schema } from "../schema/schema";
import type { Session } from "../session";
import { salvage, settleApplied } from "../settle";
import type { ObjectValue } from "../value/type";
import { containsUnknown } from "../value/unknown";
import type { DynamicValue } from "../wire/protocol";
import { attempt, contextOf, offered, wireDiagnostics } from "./answer";
import { readObject, unchanged, writeObject } from "./dynamic";
import type { Handlers } from "./handlers";

interface Change {
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue | null;
  readonly config: ObjectValue;
}

/** The call that makes a planned change happen. Whatever fails, the answer holds what is known to exist. */
export function resourceApplyHandlers(session: Session): Pick<Handlers, "ApplyResourceChange"> {
  return {
    async ApplyResourceChange({ typeName, priorState, plannedState, config, plannedPrivate }) {
      const diagnostics = new Diagnostics();
      const apply = async (): Promise<DynamicValue | null> => {
        const resource = offered(session, "resources", typeName);
        const { type } = resource.schema;
        const change = {
          prior: readObject(type, priorState),
          planned: readObject(type, plannedState),
          config: readObject(type, config) ?? {},
        };
        return writeObject(type, await applyChange(session, resource, change, `${typeName}`, diagnostics));
      };
      const newState = await attempt(diagnostics, `apply ${typeName}`, apply, () => unchanged(priorState));
      return {
        newState,
        private: plannedPrivate ?? new Uint8Array(),
        diagnostics: wireDiagnostics(diagnostics),
      };
    },
  };
}

async function applyChange(
  session: Session,
  resource: Resource<unknown>,
  { prior, planned, config }: Change,
  typeName: string,
  diagnostics: Diagnostics,
): Promise<ObjectValue | null> {
  const { type } = resource.schema;
  const call = { context: contextOf(session), signal: session.stop.signal, diagnostics };
  if (planned === null) {
    const remove = async () => {
      await resource.delete({ ...call, state: prior } as ReadRequest<unknown, Schema>);
      return diagnostics.hasErrors ? prior : null;
    };
    return attempt<ObjectValue | null>(diagnostics, `delete ${typeName}`, remove, () => prior);
  }

  let saved: ObjectValue | null = prior;
  const save = (state: ObjectValue) => {
    saved = salvage(type, { ...(prior ?? knownMembers(planned)), ...state });
  };
  const request = { ...call, plan: planned, config, save };
  const change = async () => {
    const returned =
      prior === null
        ? await resource.create(request as CreateRequest<unknown, Schema>)
        : await resource.update({ ...request, prior } as UpdateRequest<unknown, Schema>);
    return settleApplied(type, planned, returned, diagnostics);
  };
  const doing = prior === null ? `create ${typeName}` : `update ${typeName}`;
  return attempt<ObjectValue | null>(diagnostics, doing, change, () => saved);
}

function knownMembers(planned: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(planned).filter(([, value]) => !containsUnknown(value)));
}
