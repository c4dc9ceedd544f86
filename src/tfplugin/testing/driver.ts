import type { Diagnostic } from "../define/diagnostics";
import type { Provider } from "../define/provider";
import type { Schema } from "../schema/schema";
import { type Incoming, readObject, readValue, writeObject, writeValue } from "../serve/answer/dynamic";
import { type IncomingIdentity, identityType, readIdentity } from "../serve/answer/identity";
import type { Handlers } from "../serve/handler-types";
import { createHandlers } from "../serve/handlers";
import { conform, conformObject, type TypeMismatch } from "../value/conform";
import { formatPath, type Path } from "../value/path";
import type { ObjectType, ObjectValue, Value } from "../value/type";
import {
  type AttributePath,
  SEVERITY,
  type Timestamp,
  type Diagnostic as WireDiagnostic,
} from "../wire/protocol";

/** Attributes as a test writes them. An attribute left out is null. */
export type GivenAttributes = Readonly<Record<string, unknown>>;

/** A call's diagnostics, in their order. `path` is the attribute that Terraform points at. */
export interface Reported {
  readonly diagnostics: readonly Diagnostic[];
}

export interface DrivenPlan extends Reported {
  /** Null when the plan destroys the object, or when planning failed. */
  readonly planned: ObjectValue | null;
  /** The attributes whose change needs a new object: `network_id`, `external_id.path`. */
  readonly requiresReplace: readonly string[];
  /** The private data for apply. */
  readonly privateData: Uint8Array;
}

export interface DrivenState extends Reported {
  readonly state: ObjectValue | null;
}

export interface DrivenObject extends DrivenState {
  /** The private data stored with the object. Pass it to the next call. */
  readonly privateData: Uint8Array;
  /** The object's identity, or null when its resource has none. */
  readonly identity: ObjectValue | null;
}

/** An object stored under another type. */
export interface MovedFrom {
  readonly providerAddress: string;
  readonly typeName: string;
  readonly schemaVersion?: number;
  readonly state: GivenAttributes;
  readonly privateData?: Uint8Array;
}

/** A function's answer: its result, or an error with the position of the argument at fault, from 0. */
export type DrivenCall =
  | { readonly result: Value }
  | { readonly error: string; readonly argument: number | null };

/** An ephemeral resource that is open. */
export interface DrivenEphemeral extends Reported {
  readonly result: ObjectValue | null;
  readonly renewAt: Date | null;
  renew(): Promise<Reported & { readonly renewAt: Date | null }>;
  close(): Promise<Reported>;
}

/** What a listing found, up to the limit. */
export interface DrivenList extends Reported {
  readonly found: readonly {
    readonly displayName: string;
    readonly identity: ObjectValue | null;
    readonly state: ObjectValue | null;
  }[];
}

/**
 * Plays Terraform's part in tests of providers. It calls the handlers of the plugin process in-process, and
 * takes and returns plain values.
 */
export interface Driver {
  configure(config: GivenAttributes, terraformVersion?: string): Promise<Reported>;
  validateProvider(config: GivenAttributes): Promise<Reported>;
  validate(typeName: string, config: GivenAttributes): Promise<Reported>;
  /** @param config null plans a destroy. */
  plan(
    typeName: string,
    config: GivenAttributes | null,
    prior?: GivenAttributes | null,
    privateData?: Uint8Array,
  ): Promise<DrivenPlan>;
  /** Plans, and applies if the plan has no error. It does not carry out a replacement. */
  apply(
    typeName: string,
    config: GivenAttributes | null,
    prior?: GivenAttributes | null,
    privateData?: Uint8Array,
  ): Promise<DrivenObject>;
  read(typeName: string, state: GivenAttributes, privateData?: Uint8Array): Promise<DrivenObject>;
  /** Imports by id or by identity, then reads, as terraform does. */
  import(typeName: string, by: string | { readonly identity: GivenAttributes }): Promise<DrivenObject>;
  move(typeName: string, from: MovedFrom): Promise<DrivenObject>;
  upgrade(typeName: string, version: number, stored: GivenAttributes): Promise<DrivenState>;
  validateData(typeName: string, config: GivenAttributes): Promise<Reported>;
  readData(typeName: string, config: GivenAttributes): Promise<DrivenState>;
  validateEphemeral(typeName: string, config: GivenAttributes): Promise<Reported>;
  open(typeName: string, config: GivenAttributes): Promise<DrivenEphemeral>;
  call(functionName: string, ...given: readonly unknown[]): Promise<DrivenCall>;
  validateList(typeName: string, config: GivenAttributes): Promise<Reported>;
  /** Lists whole objects. A limit of 0 means no limit. */
  list(typeName: string, config: GivenAttributes, limit?: number): Promise<DrivenList>;
  validateAction(typeName: string, config: GivenAttributes): Promise<Reported>;
  planAction(typeName: string, config: GivenAttributes): Promise<Reported>;
  /** Invokes an action and waits for its end. */
  invoke(
    typeName: string,
    config: GivenAttributes,
  ): Promise<Reported & { readonly progress: readonly string[] }>;
  stop(): Promise<void>;
}

/** Makes a driver with a session of its own. */
export function createDriver(provider: Provider): Driver {
  const handlers = createHandlers(provider);
  const identity = (typeName: string, incoming: IncomingIdentity): ObjectValue | null => {
    const definition = provider.resources[typeName]?.identity;
    return definition === undefined ? null : readIdentity(definition, incoming);
  };
  const identityData = (typeName: string, by: { readonly identity: GivenAttributes }): Incoming => {
    const definition = provider.resources[typeName]?.identity;
    return definition === undefined ? null : encode(identityType(definition), by.identity);
  };
  const driver: Driver = {
    async configure(config, terraformVersion = "1.11.4") {
      const request = { config: encode(provider.schema.type, config), terraformVersion };
      return reported(await handlers.ConfigureProvider(request));
    },
    async validateProvider(config) {
      return reported(
        await handlers.ValidateProviderConfig({ config: encode(provider.schema.type, config) }),
      );
    },
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
      const planned = await planWith(handlers, type, typeName, { config, prior, privateData });
      const plan = reported(planned);
      if (plan.diagnostics.some(({ severity }) => severity === "error"))
        return { ...plan, state: prior as ObjectValue, privateData, identity: null };
      const { plannedState, plannedPrivate } = planned;
      const priorState = encode(type, prior);
      const request = { typeName, priorState, plannedState, plannedPrivate, config: encode(type, config) };
      const response = await handlers.ApplyResourceChange(request);
      const { diagnostics } = reported(response);
      return {
        diagnostics: [...plan.diagnostics, ...diagnostics],
        state: readObject(type, response.newState),
        privateData: response.private,
        identity: identity(typeName, response.newIdentity),
      };
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
      return driver.read(typeName, found, imported?.private);
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
    async validateData(typeName, config) {
      const type = typeOf(provider.dataSources, typeName);
      return reported(await handlers.ValidateDataResourceConfig({ typeName, config: encode(type, config) }));
    },
    async readData(typeName, config) {
      const type = typeOf(provider.dataSources, typeName);
      const response = await handlers.ReadDataSource({ typeName, config: encode(type, config) });
      return { ...reported(response), state: readObject(type, response.state) };
    },
    async validateEphemeral(typeName, config) {
      const type = typeOf(provider.ephemerals, typeName);
      return reported(
        await handlers.ValidateEphemeralResourceConfig({ typeName, config: encode(type, config) }),
      );
    },
    async open(typeName, config) {
      const type = typeOf(provider.ephemerals, typeName);
      const opened = await handlers.OpenEphemeralResource({ typeName, config: encode(type, config) });
      let privateData = opened.private;
      return {
        ...reported(opened),
        result: readObject(type, opened.result),
        renewAt: dateOf(opened.renewAt),
        async renew() {
          const renewed = await handlers.RenewEphemeralResource({ typeName, private: privateData });
          privateData = renewed.private;
          return { ...reported(renewed), renewAt: dateOf(renewed.renewAt) };
        },
        close: async () =>
          reported(await handlers.CloseEphemeralResource({ typeName, private: privateData })),
      };
    },
    async call(name, ...given) {
      const it = provider.functions?.[name];
      if (it === undefined) throw new TypeError(`the provider has no function ${name}`);
      const fixed = Object.values(it.parameters);
      const sent = given.map((value, index) => {
        const type = (fixed[index] ?? it.variadic)?.type.type;
        return type === undefined ? {} : writeValue(type, conform(type, value, throwMismatch));
      });
      const { result, error } = await handlers.CallFunction({ name, arguments: sent });
      if (error !== null) return { error: error.text, argument: error.functionArgument };
      return { result: readValue(it.returns.type, result) };
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
      for await (const event of handlers.ListResource(request, NOBODY_GONE)) {
        diagnostics.push(...reported({ diagnostics: event.diagnostic }).diagnostics);
        const state = readObject(typeOf(provider.resources, typeName), event.resourceObject);
        if (state === null) continue;
        found.push({ displayName: event.displayName, identity: identity(typeName, event.identity), state });
      }
      return { diagnostics, found };
    },
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
      for await (const event of handlers.InvokeAction({ actionType, config: given }, NOBODY_GONE)) {
        if (event.progress !== null) progress.push(event.progress.message);
        if (event.completed !== null) diagnostics.push(...reported(event.completed).diagnostics);
      }
      return { diagnostics, progress };
    },
    async stop() {
      await handlers.StopProvider({});
    },
  };
  return driver;
}

const NO_DATA = new Uint8Array();
/** The driver reads every event, so this never aborts. */
const NOBODY_GONE = new AbortController().signal;

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

function typeOf(
  kinds: Readonly<Record<string, { readonly schema: Schema }>> = {},
  typeName: string,
): ObjectType {
  const found = kinds[typeName];
  if (found === undefined) throw new TypeError(`the provider has no ${typeName}`);
  return found.schema.type;
}

function throwMismatch({ path, problem }: TypeMismatch): never {
  throw new TypeError(`${formatPath(path)} ${problem}`);
}

function dateOf(timestamp: Timestamp | null): Date | null {
  return timestamp === null ? null : new Date(timestamp.seconds * 1000 + timestamp.nanos / 1_000_000);
}

function encode(type: ObjectType, attributes: GivenAttributes | null): Incoming {
  if (attributes === null) return writeObject(type, null);
  return writeObject(type, conformObject(type, attributes as Readonly<Record<string, Value>>, throwMismatch));
}

function reported({ diagnostics }: { readonly diagnostics: readonly WireDiagnostic[] }): Reported {
  return {
    diagnostics: diagnostics.map(({ severity, summary, detail, attribute }) => ({
      severity: severity === SEVERITY.error ? "error" : "warning",
      summary,
      detail,
      path: attribute === null ? [] : pathOf(attribute),
    })),
  };
}

function pathOf({ steps }: AttributePath): Path {
  return steps.map(({ attributeName, elementKeyString, elementKeyInt }) => {
    return attributeName ?? elementKeyString ?? elementKeyInt ?? 0;
  });
}
