import { netfoundry } from "../../../src/provider/provider";
import { createHandlers, type Schema } from "../../../src/tfplugin";
import { decodeMsgpack, encodeMsgpack } from "../../../src/tfplugin/value/msgpack";
import type { ObjectValue, Value } from "../../../src/tfplugin/value/type";

export interface Said {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Top-level attribute the diagnostic points at; empty for none. */
  readonly attribute: string;
}

export interface Outcome {
  readonly state: ObjectValue | null;
  readonly said: readonly Said[];
}

type Handlers = ReturnType<typeof createHandlers>;
type WireDiagnostics = Awaited<ReturnType<Handlers["ConfigureProvider"]>>["diagnostics"];

/** The provider, driven by the calls that terraform makes. */
export class Plugin {
  readonly handlers = createHandlers(netfoundry);

  async configure(block: Readonly<Record<string, Value>>): Promise<readonly Said[]> {
    const config = encode(netfoundry.schema, block);
    return told((await this.handlers.ConfigureProvider({ config, terraformVersion: "1.11.4" })).diagnostics);
  }

  async validateProvider(block: Readonly<Record<string, Value>>): Promise<readonly Said[]> {
    const config = encode(netfoundry.schema, block);
    return told((await this.handlers.ValidateProviderConfig({ config })).diagnostics);
  }

  resource(typeName: string): ResourceDriver {
    const resource = netfoundry.resources[typeName];
    if (resource === undefined) throw new Error(`no resource type ${typeName}`);
    return new ResourceDriver(this.handlers, typeName, resource.schema);
  }
}

/** The private data of each state that a driver returned. Terraform stores both together. */
const PRIVATE = new WeakMap<ObjectValue, Uint8Array>();

/** One resource type, driven by the calls that terraform makes. */
export class ResourceDriver {
  constructor(
    private readonly handlers: Handlers,
    private readonly typeName: string,
    private readonly schema: Schema,
  ) {}

  async validate(config: ObjectValue): Promise<readonly Said[]> {
    const { typeName } = this;
    const answer = await this.handlers.ValidateResourceConfig({
      typeName,
      config: encode(this.schema, config),
    });
    return told(answer.diagnostics);
  }

  /** Plans; `config` null plans a destroy. */
  async plan(
    config: ObjectValue | null,
    prior: ObjectValue | null,
  ): Promise<Outcome & { readonly replaced: readonly string[] }> {
    const { typeName, schema } = this;
    const wire = encode(schema, config);
    const answer = await this.handlers.PlanResourceChange({
      typeName,
      config: wire,
      proposedNewState: wire,
      priorState: encode(schema, prior),
      priorPrivate: privateOf(prior),
    });
    const replaced = answer.requiresReplace.map(({ steps }) => String(steps[0]?.attributeName));
    const state = decode(schema, answer.plannedState?.msgpack);
    return { state: withPrivate(state, answer.plannedPrivate), said: told(answer.diagnostics), replaced };
  }

  /** Plans and applies, as one run of terraform does. */
  async apply(config: ObjectValue | null, prior: ObjectValue | null): Promise<Outcome> {
    const { typeName, schema } = this;
    const planned = await this.plan(config, prior);
    const errors = planned.said.filter(({ severity }) => severity === "error");
    if (errors.length > 0) return { state: prior, said: errors };
    const answer = await this.handlers.ApplyResourceChange({
      typeName,
      config: encode(schema, config),
      plannedState: encode(schema, planned.state),
      plannedPrivate: privateOf(planned.state),
      priorState: encode(schema, prior),
    });
    const state = decode(schema, answer.newState?.msgpack);
    return { state: withPrivate(state, answer.private), said: told(answer.diagnostics) };
  }

  async read(state: ObjectValue): Promise<Outcome> {
    const { typeName, schema } = this;
    const answer = await this.handlers.ReadResource({
      typeName,
      currentState: encode(schema, state),
      private: privateOf(state),
    });
    const read = decode(schema, answer.newState?.msgpack);
    return { state: withPrivate(read, answer.private), said: told(answer.diagnostics) };
  }

  /** Imports and reads, as terraform does. */
  async import(id: string): Promise<Outcome> {
    const { typeName, schema } = this;
    const answer = await this.handlers.ImportResourceState({ typeName, id });
    const [found] = answer.importedResources;
    const imported = withPrivate(decode(schema, found?.state?.msgpack), found?.private);
    const said = told(answer.diagnostics);
    if (imported === null) return { state: null, said };
    const read = await this.read(imported);
    return { state: read.state, said: [...said, ...read.said] };
  }
}

/** The errors, each with its summary and its detail. */
export function errorsOf({ said }: Pick<Outcome, "said">): string[] {
  return said
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail }) => `${summary}: ${detail}`);
}

/** The state that has to be there. */
export function present({ state, said }: Outcome): ObjectValue {
  if (state === null) throw new Error(`no state: ${JSON.stringify(said)}`);
  return state;
}

function privateOf(state: ObjectValue | null): Uint8Array | undefined {
  return state === null ? undefined : PRIVATE.get(state);
}

function withPrivate(state: ObjectValue | null, data: Uint8Array | undefined): ObjectValue | null {
  if (state !== null && data !== undefined) PRIVATE.set(state, data);
  return state;
}

function encode(schema: Schema, value: ObjectValue | Readonly<Record<string, Value>> | null) {
  const names = Object.keys(schema.attributes);
  const whole = value && Object.fromEntries(names.map((name) => [name, value[name] ?? null]));
  return { msgpack: encodeMsgpack(schema.type, whole), json: new Uint8Array() };
}

function decode(schema: Schema, bytes: Uint8Array | undefined): ObjectValue | null {
  if (bytes === undefined || bytes.length === 0) return null;
  return decodeMsgpack(schema.type, bytes) as ObjectValue | null;
}

function told(diagnostics: WireDiagnostics): readonly Said[] {
  return diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity: severity === 1 ? "error" : "warning",
    summary,
    detail,
    attribute: attribute?.steps[0]?.attributeName ?? "",
  }));
}
