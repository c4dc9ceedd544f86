import { DiagnosticError, Diagnostics } from "../diagnostics";
import type { Resource } from "../resource";
import type { Session } from "../session";
import { settleRead } from "../settle";
import { decodeAs } from "../value/decode";
import { parseJson } from "../value/json";
import { isRecord, type ObjectValue } from "../value/type";
import type { DynamicValue } from "../wire/protocol";
import { attempt, contextOf, offered, wireDiagnostics } from "./answer";
import { readObject, unchanged, writeObject } from "./dynamic";
import type { Handlers } from "./handlers";

type StateHandlers = Pick<Handlers, "UpgradeResourceState" | "ReadResource" | "ImportResourceState">;

/** The calls that bring a resource's stored state up to date. */
export function resourceStateHandlers(session: Session): StateHandlers {
  const { signal } = session.stop;
  return {
    async UpgradeResourceState({ typeName, version = 0, rawState }) {
      const diagnostics = new Diagnostics();
      const upgrade = () => {
        const resource = offered(session, "resources", typeName);
        const stored = new TextDecoder().decode(rawState?.json);
        return writeObject(resource.schema.type, upgradeState(resource, version, stored));
      };
      const doing = `upgrade the stored state of ${typeName}`;
      const upgradedState = await attempt<DynamicValue | null>(diagnostics, doing, upgrade, () => null);
      return { upgradedState, diagnostics: wireDiagnostics(diagnostics) };
    },

    async ReadResource({ typeName, currentState, private: kept = new Uint8Array() }) {
      const diagnostics = new Diagnostics();
      const read = async () => {
        const resource = offered(session, "resources", typeName);
        const { type } = resource.schema;
        const stored = readObject(type, currentState);
        if (stored === null) return unchanged(currentState);
        if (session.context === null) {
          diagnostics.warning({
            summary: "Not refreshed",
            detail: `Part of the provider's configuration is not known yet, so ${typeName} is taken as it was stored.`,
          });
          return unchanged(currentState);
        }
        const request = { state: stored, context: session.context, signal, diagnostics };
        const found = await resource.read(request as Parameters<typeof resource.read>[0]);
        if (found === null) {
          diagnostics.warning({
            summary: "Object is gone",
            detail: `The ${typeName} no longer exists and is removed from the state. It is created again on apply if the configuration still has it.`,
          });
          return writeObject(type, null);
        }
        const state = settleRead(type, stored, found, diagnostics);
        return diagnostics.hasErrors ? unchanged(currentState) : writeObject(type, state);
      };
      const newState = await attempt(diagnostics, `read ${typeName}`, read, () => unchanged(currentState));
      return { newState, diagnostics: wireDiagnostics(diagnostics), private: kept };
    },

    async ImportResourceState({ typeName = "", id = "" }) {
      const diagnostics = new Diagnostics();
      const find = async () => {
        const resource = offered(session, "resources", typeName);
        if (resource.import === undefined) {
          throw new DiagnosticError({
            summary: "Import not supported",
            detail: `${typeName} cannot be imported.`,
          });
        }
        const found = await resource.import({ id, context: contextOf(session), signal, diagnostics });
        const { type } = resource.schema;
        const state = settleRead(type, {}, found, diagnostics);
        return diagnostics.hasErrors
          ? []
          : [{ typeName, state: writeObject(type, state), private: new Uint8Array() }];
      };
      const importedResources = await attempt(diagnostics, `import ${typeName} ${id}`, find, () => []);
      return { importedResources, diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}

/**
 * Reads stored state and takes it through the upgrades between its version and the schema's.
 * @throws ValueError when it does not fit the schema in the end.
 */
function upgradeState(
  { schema, upgrade }: Resource<unknown>,
  version: number,
  json: string,
): ObjectValue | null {
  let state: unknown = parseJson(json);
  for (let from = version; from < schema.version; from++) {
    const step = upgrade?.[from];
    if (step !== undefined && isRecord(state)) state = step(state);
  }
  const typed = decodeAs(schema.type, state);
  return isRecord(typed) ? typed : null;
}
