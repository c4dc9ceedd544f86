/** A provider of the tests' own: a secret store with a write-only argument, as real ones have. */
import {
  computed,
  defineProvider,
  defineResource,
  defineSchema,
  required,
  type ServedProvider,
  serveInProcess,
} from "../../../src/tfplugin";

const description = "…";

const schema = defineSchema({
  description,
  attributes: {
    id: computed.string({ description, keep: true }),
    name: required.string({ description, replace: true }),
    secret_wo: required.string({ description, writeOnly: true }),
    secret_wo_version: required.number({ description }),
  },
});

/** The store, and terraform's way to it. */
export class SecretStore {
  /** What it holds, by name. */
  readonly secrets = new Map<string, string>();
  isDown = false;
  #served: ServedProvider | null = null;

  async open(): Promise<this> {
    this.#served = await serveInProcess(this.#provider());
    return this;
  }

  /** The value of TF_REATTACH_PROVIDERS for this store. */
  get reattach(): string {
    return this.#served?.reattach ?? "{}";
  }

  async close(): Promise<void> {
    await this.#served?.close();
  }

  #provider() {
    const write = (name: string, secret: unknown) => {
      if (this.isDown) throw new Error("the store is down");
      this.secrets.set(name, String(secret));
    };
    const secret = defineResource<object>()<typeof schema>({
      schema,
      create({ plan, config }) {
        write(plan.name, config.secret_wo);
        return { ...plan, id: plan.name, secret_wo: null };
      },
      read: ({ state }) => state,
      update({ prior, plan, config }) {
        if (plan.secret_wo_version !== prior.secret_wo_version) write(plan.name, config.secret_wo);
        return { ...plan, id: prior.id, secret_wo: null };
      },
      delete: ({ state }) => {
        this.secrets.delete(state.name);
      },
    });
    return defineProvider({
      address: "registry.terraform.io/example/store",
      version: "1.0.0",
      schema: defineSchema({ description, attributes: {} }),
      configure: () => ({}),
      resources: { store_secret: secret },
    });
  }
}
