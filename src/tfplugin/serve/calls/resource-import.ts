import { DiagnosticError, Diagnostics } from "../../define/diagnostics";
import { PrivateState } from "../../define/private-state";
import type { Resource } from "../../define/resource";
import { fillImported, missingAfterImport } from "../../plan/complete-import";
import { reconcileRead } from "../../plan/reconcile-state";
import type { ObjectValue } from "../../value/type";
import { UNKNOWN } from "../../value/unknown";
import type { DynamicValue, IdentityData, ResponseOf } from "../../wire/protocol";
import { contextOf, offered, wireDiagnostics } from "../answer/attempt";
import { attemptOrDefer } from "../answer/defer";
import { writeObject, writeValue } from "../answer/dynamic";
import { type IncomingIdentity, readIdentity, writeIdentity } from "../answer/identity";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

type Imported = Pick<ResponseOf<"ImportResourceState">, "importedResources">;

/** Answers the call that imports an object. */
export function resourceImportHandlers(session: Session): Pick<Handlers, "ImportResourceState"> {
  const { signal } = session.stop;
  return {
    async ImportResourceState({ typeName = "", id = "", identity, clientCapabilities }) {
      const diagnostics = new Diagnostics();
      const find = async (): Promise<Imported> => {
        const resource = offered(session, "resources", typeName);
        const { type } = resource.schema;
        const given = identityGiven(resource, identity);
        if (given === null && resource.import === undefined) {
          throw new DiagnosticError({
            summary: "Import not supported",
            detail: `${typeName} cannot be imported.`,
          });
        }
        const privateState = new PrivateState(null);
        const request = { id, context: contextOf(session), signal, diagnostics, privateState };
        const found = given === null ? await resource.import?.(request) : stateOf(resource, given);
        const state = completeImport(resource, reconcileRead(type, {}, found, diagnostics), diagnostics);
        if (diagnostics.hasErrors) return { importedResources: [] };
        const { bytes } = privateState;
        const definition = resource.identity;
        const known = given !== null && definition !== undefined ? writeIdentity(definition, given) : null;
        return imported(typeName, writeObject(type, state), bytes, known);
      };
      const found = await attemptOrDefer(clientCapabilities, diagnostics, {
        doing: `import ${typeName} ${id}`,
        work: find,
        otherwise: () => ({ importedResources: [] }),
        postponed: () => {
          const { type } = offered(session, "resources", typeName).schema;
          return imported(typeName, writeValue(type, UNKNOWN), new Uint8Array(), null);
        },
      });
      return { ...found, diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}

function imported(
  typeName: string,
  state: DynamicValue,
  kept: Uint8Array,
  identity: IdentityData | null,
): Imported {
  return { importedResources: [{ typeName, state, private: kept, identity }] };
}

/**
 * The state that an import or a move leaves for `read`. A value is missing only if the types of the
 * provider's code were circumvented, or an identity does not tell enough.
 */
export function completeImport(
  { schema, knownAfterImport }: Resource<unknown>,
  found: ObjectValue,
  diagnostics: Diagnostics,
): ObjectValue {
  const state = fillImported(schema.type, found);
  const missing = missingAfterImport(schema.type, knownAfterImport, state);
  if (missing.length > 0 && !diagnostics.hasErrors) {
    diagnostics.error({
      summary: "The import is incomplete",
      detail:
        `The provider found the object, but no value for ${missing.join(", ")}. This is a bug in the ` +
        "provider: its knownAfterImport must name no more than what its import tells.",
    });
  }
  return state;
}

/** @throws DiagnosticError when the identity lacks a value that an import needs. */
function identityGiven({ identity }: Resource<unknown>, incoming: IncomingIdentity): ObjectValue | null {
  if (identity === undefined) return null;
  const given = readIdentity(identity, incoming);
  if (given === null) return null;
  const missing = Object.entries(identity.attributes)
    .filter(([name, { optional }]) => !optional && given[name] === null)
    .map(([name]) => name);
  if (missing.length === 0) return given;
  throw new DiagnosticError({
    summary: "Identity is not complete",
    detail: `An import by identity also needs ${missing.join(" and ")}.`,
  });
}

function stateOf({ identity, schema }: Resource<unknown>, given: ObjectValue): object {
  if (identity?.import !== undefined) return identity.import(given);
  return Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(schema.attributes, name)));
}
