import { DiagnosticError, Diagnostics } from "../../define/diagnostics";
import { PrivateState } from "../../define/private-state";
import type { Upgrades } from "../../define/upgrades";
import { reconcileRead } from "../../plan/reconcile-state";
import { decodeAs } from "../../value/decode";
import { parseJson } from "../../value/json";
import { isRecord, type ObjectType, type ObjectValue } from "../../value/type";
import type { DynamicValue, IdentityData } from "../../wire/protocol";
import type { IdentitySchema } from "../../wire/schema-messages";
import { attempt, offered, wireDiagnostics } from "../answer/attempt";
import { writeObject } from "../answer/dynamic";
import { identityFor, identityType, wireIdentitySchema, writeIdentity } from "../answer/identity";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";
import { completeImport } from "./resource-import";

type UpgradeHandlers = Pick<
  Handlers,
  "UpgradeResourceState" | "MoveResourceState" | "GetResourceIdentitySchemas" | "UpgradeResourceIdentity"
>;

interface Moved {
  readonly targetState: DynamicValue | null;
  readonly targetIdentity: IdentityData | null;
}

/** Answers the calls that upgrade data stored under an older version, or move a state from another type. */
export function resourceUpgradeHandlers(session: Session): UpgradeHandlers {
  return {
    async UpgradeResourceState({ typeName, version = 0, rawState }) {
      const diagnostics = new Diagnostics();
      const upgrade = () => {
        const { schema, upgrade } = offered(session, "resources", typeName);
        const state = upgraded(schema.type, { from: version, to: schema.version }, upgrade, rawState?.json);
        return writeObject(schema.type, state);
      };
      const doing = `upgrade the stored state of ${typeName}`;
      const upgradedState = await attempt<DynamicValue | null>(diagnostics, doing, upgrade, () => null);
      return { upgradedState, diagnostics: wireDiagnostics(diagnostics) };
    },

    async MoveResourceState(request) {
      const { sourceTypeName: typeName = "", sourceProviderAddress: providerAddress = "" } = request;
      const diagnostics = new Diagnostics();
      const privateState = new PrivateState(request.sourcePrivate);
      const move = async (): Promise<Moved> => {
        const resource = offered(session, "resources", request.targetTypeName);
        const state = parsed(request.sourceState?.json);
        const source = {
          providerAddress,
          typeName,
          schemaVersion: request.sourceSchemaVersion ?? 0,
          privateState,
        };
        const moved = isRecord(state) ? await resource.move?.({ ...source, state }) : null;
        if (moved === null || moved === undefined) {
          throw new DiagnosticError({
            summary: "Move not supported",
            detail:
              `A ${request.targetTypeName} cannot take over a ${typeName} of ${providerAddress}. ` +
              "Remove the moved block and import the object instead.",
          });
        }
        const found = reconcileRead(resource.schema.type, {}, moved, diagnostics);
        const target = completeImport(resource, found, diagnostics);
        return {
          targetState: writeObject(resource.schema.type, target),
          targetIdentity: identityFor(resource, target, null, diagnostics),
        };
      };
      const nothing = (): Moved => ({ targetState: null, targetIdentity: null });
      const moved = await attempt(diagnostics, `move ${typeName}`, move, nothing);
      return { ...moved, targetPrivate: privateState.bytes, diagnostics: wireDiagnostics(diagnostics) };
    },

    async GetResourceIdentitySchemas() {
      const schemas: Record<string, IdentitySchema> = {};
      for (const [name, { identity }] of Object.entries(session.provider.resources)) {
        if (identity !== undefined) schemas[name] = wireIdentitySchema(identity);
      }
      return { identitySchemas: schemas, diagnostics: [] };
    },

    async UpgradeResourceIdentity({ typeName, version = 0, rawIdentity }) {
      const diagnostics = new Diagnostics();
      const upgrade = (): IdentityData | null => {
        const { identity } = offered(session, "resources", typeName);
        if (identity === undefined) throw new DiagnosticError({ summary: `${typeName} has no identity` });
        const versions = { from: version, to: identity.version ?? 0 };
        const values = upgraded(identityType(identity), versions, identity.upgrade, rawIdentity?.json);
        return values === null ? null : writeIdentity(identity, values);
      };
      const doing = `upgrade the stored identity of ${typeName}`;
      const upgradedIdentity = await attempt(diagnostics, doing, upgrade, () => null);
      return { upgradedIdentity, diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}

/**
 * Reads stored data and upgrades it from its version to the current one.
 * @throws ValueError when the upgraded data does not have the type.
 * @throws DiagnosticError when the data is newer than this provider.
 */
function upgraded(
  type: ObjectType,
  { from, to }: { readonly from: number; readonly to: number },
  upgrades: Upgrades | undefined,
  json: Uint8Array | undefined,
): ObjectValue | null {
  if (from > to) {
    throw new DiagnosticError({
      summary: "Stored by a newer version of the provider",
      detail:
        `The stored data has version ${from}. This provider knows versions up to ${to}. ` +
        "Use a newer version of the provider.",
    });
  }
  let stored = parsed(json);
  for (let version = from; version < to; version++) {
    const step = upgrades?.[version];
    if (step !== undefined && isRecord(stored)) stored = step(stored);
  }
  const typed = decodeAs(type, stored);
  return isRecord(typed) ? typed : null;
}

function parsed(json: Uint8Array | undefined): unknown {
  return parseJson(new TextDecoder().decode(json));
}
