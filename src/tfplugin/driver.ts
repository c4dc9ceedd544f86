import type { Diagnostic } from "./diagnostics";
import { type Incoming, readObject, writeObject } from "./handlers/dynamic";
import { createHandlers, type Handlers } from "./handlers/handlers";
import type { Provider } from "./provider";
import type { Schema } from "./schema/schema";
import { conformObject } from "./value/conform";
import { formatPath, type Path } from "./value/path";
import type { ObjectType, ObjectValue, Value } from "./value/type";
import { type AttributePath, SEVERITY, type Diagnostic as WireDiagnostic } from "./wire/protocol";

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
  stop(): Promise<void>;
}

/** A driver for a provider process of its own. */
export function createDriver(provider: Provider): Driver {
  const handlers = createHandlers(provider);
  const typeOf = (typeName: string): ObjectType => schemaOf(provider, typeName).type;
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
      const request = { typeName, config: encode(typeOf(typeName), config), clientCapabilities };
      return reported(await handlers.ValidateResourceConfig(request));
    },
    async plan(typeName, config, prior = null) {
      const response = await planWith(handlers, typeOf(typeName), typeName, config, prior);
      return {
        ...reported(response),
        planned: readObject(typeOf(typeName), response.plannedState),
        requiresReplace: response.requiresReplace.map((path) => formatPath(pathOf(path))),
      };
    },
    async apply(typeName, config, prior = null) {
      const type = typeOf(typeName);
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
      const type = typeOf(typeName);
      const response = await handlers.ReadResource({ typeName, currentState: encode(type, state) });
      return { ...reported(response), state: readObject(type, response.newState) };
    },
    async import(typeName, id) {
      const response = await handlers.ImportResourceState({ typeName, id });
      const found = readObject(typeOf(typeName), response.importedResources[0]?.state);
      return found === null ? { ...reported(response), state: null } : driver.read(typeName, found);
    },
    async upgrade(typeName, version, stored) {
      const json = new TextEncoder().encode(JSON.stringify(stored));
      const response = await handlers.UpgradeResourceState({ typeName, version, rawState: { json } });
      return { ...reported(response), state: readObject(typeOf(typeName), response.upgradedState) };
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

function schemaOf(provider: Provider, typeName: string): Schema {
  const resource = provider.resources[typeName];
  if (resource === undefined) throw new TypeError(`the provider has no resource ${typeName}`);
  return resource.schema;
}

function encode(type: ObjectType, attributes: GivenAttributes | null): Incoming {
  if (attributes === null) return writeObject(type, null);
  const misfit = ({ path, problem }: { path: Path; problem: string }) => {
    throw new TypeError(`${formatPath(path)} ${problem}`);
  };
  return writeObject(type, conformObject(type, attributes as Readonly<Record<string, Value>>, misfit));
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
