import type { Diagnostic } from "../define/diagnostics";
import type { Provider } from "../define/provider";
import { type Incoming, readObject, writeObject } from "../serve/answer/dynamic";
import { type IncomingIdentity, identityType, readIdentity } from "../serve/answer/identity";
import type { Handlers, StreamHandlers } from "../serve/handler-types";
import { formatPath } from "../value/path";
import type { ObjectType, ObjectValue } from "../value/type";
import type { ResponseOf } from "../wire/protocol";
import type { DrivenList, DrivenObject, GivenAttributes, ResourceCalls } from "./driver";
import { encode, NEVER_GONE, pathOf, reported, typeOf } from "./driver-values";
import { needsNewObject } from "./needs-new-object";

const NO_DATA = new Uint8Array();

/** Calls the handlers for managed resources. */
export function resourceCalls(provider: Provider, handlers: Handlers & StreamHandlers): ResourceCalls {
  const identity = (typeName: string, incoming: IncomingIdentity): ObjectValue | null => {
    const definition = provider.resources[typeName]?.identity;
    return definition === undefined ? null : readIdentity(definition, incoming);
  };
  const identityData = (typeName: string, by: { readonly identity: GivenAttributes }): Incoming => {
    const definition = provider.resources[typeName]?.identity;
    return definition === undefined ? null : encode(identityType(definition), by.identity);
  };
  const applyPlan = async (
    typeName: string,
    plan: Pick<ResponseOf<"PlanResourceChange">, "plannedState" | "plannedPrivate">,
    { config, prior }: Pick<PlanInput, "config" | "prior">,
  ): Promise<DrivenObject> => {
    const type = typeOf(provider.resources, typeName);
    const [priorState, given] = [encode(type, prior), encode(type, config)];
    const response = await handlers.ApplyResourceChange({ typeName, priorState, ...plan, config: given });
    return {
      ...reported(response),
      state: readObject(type, response.newState),
      privateData: response.private,
      identity: identity(typeName, response.newIdentity),
    };
  };
  /** Deletes the object and creates another, as terraform does. When the delete fails, it creates nothing. */
  const replace = async (typeName: string, { config, prior, privateData }: PlanInput) => {
    const type = typeOf(provider.resources, typeName);
    const plan = await planWith(handlers, type, typeName, { config, prior: null, privateData: NO_DATA });
    const told = reported(plan).diagnostics;
    if (hasError(told)) {
      return { diagnostics: told, state: prior as ObjectValue, privateData, identity: null };
    }
    const nothing = { plannedState: writeObject(type, null), plannedPrivate: privateData };
    const deleted = await applyPlan(typeName, nothing, { config: null, prior });
    if (deleted.state !== null) return { ...deleted, diagnostics: [...told, ...deleted.diagnostics] };
    const created = await applyPlan(typeName, plan, { config, prior: null });
    return { ...created, diagnostics: [...told, ...deleted.diagnostics, ...created.diagnostics] };
  };
  const calls: ResourceCalls = {
    async validate(typeName, config) {
      const clientCapabilities = { writeOnlyAttributesAllowed: true };
      const request = {
        typeName,
        config: encode(typeOf(provider.resources, typeName), config),
        clientCapabilities,
      };
      return reported(await handlers.ValidateResourceConfig(request));
    },
    async plan(typeName, config, prior = null, privateData = NO_DATA) {
      const type = typeOf(provider.resources, typeName);
      const response = await planWith(handlers, type, typeName, { config, prior, privateData });
      return {
        ...reported(response),
        planned: readObject(type, response.plannedState),
        requiresReplace: response.requiresReplace.map((path) => formatPath(pathOf(path))),
        privateData: response.plannedPrivate,
      };
    },
    async apply(typeName, config, prior = null, privateData = NO_DATA) {
      const type = typeOf(provider.resources, typeName);
      const plan = await planWith(handlers, type, typeName, { config, prior, privateData });
      const { diagnostics } = reported(plan);
      if (hasError(diagnostics))
        return { diagnostics, state: prior as ObjectValue, privateData, identity: null };
      const isReplaced = prior !== null && needsNewObject(type, encode(type, prior), plan);
      const { plannedState, plannedPrivate } = plan;
      const applied = isReplaced
        ? await replace(typeName, { config, prior, privateData })
        : await applyPlan(typeName, { plannedState, plannedPrivate }, { config, prior });
      return { ...applied, diagnostics: [...diagnostics, ...applied.diagnostics] };
    },
    async read(typeName, state, privateData = NO_DATA) {
      const type = typeOf(provider.resources, typeName);
      const request = { typeName, currentState: encode(type, state), private: privateData };
      const response = await handlers.ReadResource(request);
      return {
        ...reported(response),
        state: readObject(type, response.newState),
        privateData: response.private,
        identity: identity(typeName, response.newIdentity),
      };
    },
    async import(typeName, by) {
      const how =
        typeof by === "string" ? { id: by } : { identity: { identityData: identityData(typeName, by) } };
      const response = await handlers.ImportResourceState({ typeName, ...how });
      const [imported] = response.importedResources;
      const found = readObject(typeOf(provider.resources, typeName), imported?.state);
      if (found === null) return { ...reported(response), state: null, privateData: NO_DATA, identity: null };
      return calls.read(typeName, found, imported?.private);
    },
    async move(typeName, { state, privateData = NO_DATA, ...from }) {
      const response = await handlers.MoveResourceState({
        targetTypeName: typeName,
        sourceProviderAddress: from.providerAddress,
        sourceTypeName: from.typeName,
        sourceSchemaVersion: from.schemaVersion ?? 0,
        sourceState: { json: new TextEncoder().encode(JSON.stringify(state)) },
        sourcePrivate: privateData,
      });
      return {
        ...reported(response),
        state: readObject(typeOf(provider.resources, typeName), response.targetState),
        privateData: response.targetPrivate,
        identity: identity(typeName, response.targetIdentity),
      };
    },
    async upgrade(typeName, version, stored) {
      const json = new TextEncoder().encode(JSON.stringify(stored));
      const response = await handlers.UpgradeResourceState({ typeName, version, rawState: { json } });
      return {
        ...reported(response),
        state: readObject(typeOf(provider.resources, typeName), response.upgradedState),
      };
    },
    async validateList(typeName, config) {
      const type = typeOf(provider.listResources, typeName);
      return reported(await handlers.ValidateListResourceConfig({ typeName, config: encode(type, config) }));
    },
    async list(typeName, config, limit = 0) {
      const given = encode(typeOf(provider.listResources, typeName), config);
      const request = { typeName, config: given, limit, includeResourceObject: true };
      const found: DrivenList["found"][number][] = [];
      const diagnostics: Diagnostic[] = [];
      for await (const event of handlers.ListResource(request, NEVER_GONE)) {
        diagnostics.push(...reported({ diagnostics: event.diagnostic }).diagnostics);
        const state = readObject(typeOf(provider.resources, typeName), event.resourceObject);
        if (state === null) continue;
        found.push({ displayName: event.displayName, identity: identity(typeName, event.identity), state });
      }
      return { diagnostics, found };
    },
  };
  return calls;
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

interface PlanInput {
  readonly config: GivenAttributes | null;
  readonly prior: GivenAttributes | null;
  readonly privateData: Uint8Array;
}

function planWith(
  handlers: Handlers,
  type: ObjectType,
  typeName: string,
  { config, prior, privateData }: PlanInput,
) {
  const encoded = encode(type, config);
  return handlers.PlanResourceChange({
    typeName,
    config: encoded,
    // The framework plans from the configuration. Of the proposed state, it only checks whether it is null.
    proposedNewState: encoded,
    priorState: encode(type, prior),
    priorPrivate: privateData,
  });
}
