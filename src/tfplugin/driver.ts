import type { Diagnostic } from "./diagnostics";
import { type Incoming, readObject, readValue, writeObject, writeValue } from "./handlers/dynamic";
import { createHandlers, type Handlers } from "./handlers/handlers";
import type { Provider } from "./provider";
import type { Schema } from "./schema/schema";
import { conform, conformObject, type Misfit } from "./value/conform";
import { formatPath, type Path } from "./value/path";
import type { ObjectType, ObjectValue, Value } from "./value/type";
import {
  type AttributePath,
  SEVERITY,
  type Timestamp,
  type Diagnostic as WireDiagnostic,
} from "./wire/protocol";

/** GivenAttributes as a test writes them; those left out are null. */
export type GivenAttributes = Readonly<Record<string, unknown>>;

/** What a call reported, in the order it was reported. `path` is the attribute Terraform would point at. */
export interface Reported {
  readonly diagnostics: readonly Diagnostic[];
}

export interface DrivenPlan extends Reported {
  /** Null when the object is to be destroyed, or when planning failed. */
  readonly planned: ObjectValue | null;
  /** The attributes whose change needs a new object: `network_id`, `external_id.path`. */
  readonly requiresReplace: readonly string[];
}

export interface DrivenState extends Reported {
  readonly state: ObjectValue | null;
}

/** What a function answered: its result, or why there is none and at which argument (from 0). */
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

/**
 * Terraform's part, in-process and without terraform: plain values in, plain values out, through the very handlers the
 * plugin process has. For tests of providers.
 */
export interface Driver {
  configure(config: GivenAttributes, terraformVersion?: string): Promise<Reported>;
  validateProvider(config: GivenAttributes): Promise<Reported>;
  validate(typeName: string, config: GivenAttributes): Promise<Reported>;
  /** @param config null plans a destroy. */
  plan(typeName: string, config: GivenAttributes | null, prior?: GivenAttributes | null): Promise<DrivenPlan>;
  /** Plans and, unless that fails, applies. A replacement is planned but not carried out. */
  apply(
    typeName: string,
    config: GivenAttributes | null,
    prior?: GivenAttributes | null,
  ): Promise<DrivenState>;
  read(typeName: string, state: GivenAttributes): Promise<DrivenState>;
  /** Imports and reads, as terraform does. */
  import(typeName: string, id: string): Promise<DrivenState>;
  upgrade(typeName: string, version: number, stored: GivenAttributes): Promise<DrivenState>;
  validateData(typeName: string, config: GivenAttributes): Promise<Reported>;
  readData(typeName: string, config: GivenAttributes): Promise<DrivenState>;
  validateEphemeral(typeName: string, config: GivenAttributes): Promise<Reported>;
  open(typeName: string, config: GivenAttributes): Promise<DrivenEphemeral>;
  call(functionName: string, ...given: readonly unknown[]): Promise<DrivenCall>;
  stop(): Promise<void>;
}

/** A driver for a provider process of its own. */
export function createDriver(provider: Provider): Driver {
  const handlers = createHandlers(provider);
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
    async plan(typeName, config, prior = null) {
      const response = await planWith(
        handlers,
        typeOf(provider.resources, typeName),
        typeName,
        config,
        prior,
      );
      return {
        ...reported(response),
        planned: readObject(typeOf(provider.resources, typeName), response.plannedState),
        requiresReplace: response.requiresReplace.map((path) => formatPath(pathOf(path))),
      };
    },
    async apply(typeName, config, prior = null) {
      const type = typeOf(provider.resources, typeName);
      const { plannedState, diagnostics } = await planWith(handlers, type, typeName, config, prior);
      const plan = reported({ diagnostics });
      if (plan.diagnostics.some(({ severity }) => severity === "error"))
        return { ...plan, state: prior as ObjectValue };
      const priorState = encode(type, prior);
      const request = { typeName, priorState, plannedState, config: encode(type, config) };
      const response = await handlers.ApplyResourceChange(request);
      const { diagnostics: applied } = reported(response);
      return { diagnostics: [...plan.diagnostics, ...applied], state: readObject(type, response.newState) };
    },
    async read(typeName, state) {
      const type = typeOf(provider.resources, typeName);
      const response = await handlers.ReadResource({ typeName, currentState: encode(type, state) });
      return { ...reported(response), state: readObject(type, response.newState) };
    },
    async import(typeName, id) {
      const response = await handlers.ImportResourceState({ typeName, id });
      const found = readObject(typeOf(provider.resources, typeName), response.importedResources[0]?.state);
      return found === null ? { ...reported(response), state: null } : driver.read(typeName, found);
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
      let kept = opened.private;
      return {
        ...reported(opened),
        result: readObject(type, opened.result),
        renewAt: dateOf(opened.renewAt),
        async renew() {
          const renewed = await handlers.RenewEphemeralResource({ typeName, private: kept });
          kept = renewed.private;
          return { ...reported(renewed), renewAt: dateOf(renewed.renewAt) };
        },
        close: async () => reported(await handlers.CloseEphemeralResource({ typeName, private: kept })),
      };
    },
    async call(name, ...given) {
      const it = provider.functions?.[name];
      if (it === undefined) throw new TypeError(`the provider has no function ${name}`);
      const fixed = Object.values(it.parameters);
      const sent = given.map((value, index) => {
        const type = (fixed[index] ?? it.variadic)?.type.type;
        return type === undefined ? {} : writeValue(type, conform(type, value, throwMisfit));
      });
      const { result, error } = await handlers.CallFunction({ name, arguments: sent });
      if (error !== null) return { error: error.text, argument: error.functionArgument };
      return { result: readValue(it.returns.type, result) };
    },
    async stop() {
      await handlers.StopProvider({});
    },
  };
  return driver;
}

function planWith(
  handlers: Handlers,
  type: ObjectType,
  typeName: string,
  config: GivenAttributes | null,
  prior: GivenAttributes | null,
) {
  const encoded = encode(type, config);
  return handlers.PlanResourceChange({
    typeName,
    config: encoded,
    // The framework plans from the configuration; of the proposed state it only matters whether there is one.
    proposedNewState: encoded,
    priorState: encode(type, prior),
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

function throwMisfit({ path, problem }: Misfit): never {
  throw new TypeError(`${formatPath(path)} ${problem}`);
}

function dateOf(timestamp: Timestamp | null): Date | null {
  return timestamp === null ? null : new Date(timestamp.seconds * 1000 + timestamp.nanos / 1_000_000);
}

function encode(type: ObjectType, attributes: GivenAttributes | null): Incoming {
  if (attributes === null) return writeObject(type, null);
  return writeObject(type, conformObject(type, attributes as Readonly<Record<string, Value>>, throwMisfit));
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
