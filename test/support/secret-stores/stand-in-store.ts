/**
 * A secret store of the tests' own: a provider that is written with the framework, and has the resources of a
 * real one by the facts about its schema. What a write-only argument gets is in `secrets`, and can be read by
 * HTTP as the command line of a store reads it.
 */
import {
  type Attribute,
  computed,
  defineProvider,
  defineResource,
  defineSchema,
  isUnknown,
  optional,
  required,
  type ServedProvider,
  serveInProcess,
} from "../../../src/tfplugin";
import { type Loopback, startLoopback } from "../fake-api/loopback";
import type { AttributeFacts, ProviderFacts } from "./provider-facts";

type Values = Readonly<Record<string, unknown>>;
type ResourceFacts = Readonly<Record<string, AttributeFacts>>;

const description = "…";

export class StandInStore {
  /** What the store holds, by the required arguments of the resource: `netfoundry/scim/okta`. */
  readonly secrets = new Map<string, string>();
  /** Whether writing fails. */
  isDown = false;
  #served: ServedProvider | null = null;
  #reading: Loopback | null = null;

  constructor(private readonly facts: ProviderFacts) {}

  async open(): Promise<this> {
    this.#served = await serveInProcess(this.#provider());
    this.#reading = await startLoopback(({ url }) => {
      const secret = this.secrets.get(url.slice(1));
      return secret === undefined ? { status: 404 } : { body: secret };
    });
    return this;
  }

  /** The value of TF_REATTACH_PROVIDERS for this store. */
  get reattach(): string {
    return this.#served?.reattach ?? "{}";
  }

  /** The command that prints a secret. */
  readCommand(key: string): string {
    return `curl --fail --silent ${this.#reading?.url}/${key}`;
  }

  async close(): Promise<void> {
    await this.#served?.close();
    await this.#reading?.stop();
  }

  #provider() {
    return defineProvider({
      address: this.facts.provider,
      version: this.facts.version,
      schema: defineSchema({ description, attributes: {} }),
      configure: () => ({}),
      resources: Object.fromEntries(
        Object.entries(this.facts.resources).map(([type, facts]) => [type, this.#resource(facts)]),
      ),
    });
  }

  #resource(facts: ResourceFacts) {
    const names = Object.keys(facts);
    const schema = defineSchema({
      description,
      attributes: Object.fromEntries(names.map((name) => [name, attributeOf(facts[name] as AttributeFacts)])),
    });
    const [secretName] = names.filter((name) => facts[name]?.write_only);
    const key = (values: Values) => names.filter((name) => facts[name]?.required).map((name) => values[name]);
    const write = (config: Values) => {
      if (secretName === undefined) return;
      if (this.isDown) throw new Error("the store is down");
      if (config[secretName] !== null) this.secrets.set(key(config).join("/"), String(config[secretName]));
    };
    const stored = (plan: Values) =>
      Object.fromEntries(
        names.map((name) => {
          const value = facts[name]?.write_only ? null : plan[name];
          return [name, isUnknown(value) ? computedValue(facts[name]?.type, plan) : value];
        }),
      );
    return defineResource<unknown>()({
      schema,
      create({ plan, config }) {
        write(config);
        return stored(plan);
      },
      read: ({ state }) => state,
      update({ prior, plan, config }) {
        const isNewVersion = names.some((name) => /_wo_version$/.test(name) && plan[name] !== prior[name]);
        if (isNewVersion) write(config);
        return stored(plan);
      },
      // As a version in AWS that has the label AWSCURRENT, a deleted secret stays readable.
      delete: () => {},
    });
  }
}

function computedValue(type: AttributeFacts["type"] | undefined, { name, secret_id }: Values): unknown {
  if (type === "bool") return true;
  return type === "number" ? 1 : String(name ?? secret_id);
}

function attributeOf(facts: AttributeFacts): Attribute {
  const { type, required: isRequired, optional: isOptional } = facts;
  const builders = isRequired ? required : isOptional ? optional : computed;
  const build = builders[type] as (options: object) => Attribute;
  return build({
    description,
    ...(facts.replaces ? { replace: true } : {}),
    ...(facts.sensitive ? { sensitive: true } : {}),
    ...(facts.write_only ? { writeOnly: true } : {}),
    ...(facts.computed && isOptional ? { computed: true } : {}),
    ...(facts.computed ? { keep: true } : {}),
  });
}
