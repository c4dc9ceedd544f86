import { Diagnostics } from "../diagnostics";
import type { ConfigureRequest, Provider } from "../provider";
import type { ValidateRequest } from "../resource";
import type { Schema } from "../schema/schema";
import { wireSchema } from "../schema/wire";
import type { Session } from "../session";
import { validateAttributes } from "../validation";
import type { Schema as WireSchema } from "../wire/schema-messages";
import { attempt, wireDiagnostics } from "./answer";
import { type Incoming, readObject } from "./dynamic";
import { wireFunctions } from "./function";
import type { Handlers } from "./handlers";

type ProviderHandlers = Pick<
  Handlers,
  "GetProviderSchema" | "GetMetadata" | "ValidateProviderConfig" | "ConfigureProvider" | "StopProvider"
>;

/** The calls about the provider as a whole. */
export function providerHandlers(session: Session): ProviderHandlers {
  const { provider, stop } = session;
  const { schema } = provider;
  const configFrom = (incoming: Incoming) => readObject(schema.type, incoming) ?? {};
  return {
    async GetProviderSchema() {
      return {
        provider: wireSchema(schema),
        resourceSchemas: wireSchemas(provider.resources),
        dataSourceSchemas: wireSchemas(provider.dataSources),
        ephemeralResourceSchemas: wireSchemas(provider.ephemerals),
        functions: wireFunctions(provider),
        listResourceSchemas: wireSchemas(provider.listResources),
        actionSchemas: Object.fromEntries(
          Object.entries(wireSchemas(provider.actions)).map(([name, schema]) => [name, { schema }]),
        ),
        diagnostics: [],
        serverCapabilities: capabilities(provider),
      };
    },

    async GetMetadata() {
      return {
        serverCapabilities: capabilities(provider),
        diagnostics: [],
        dataSources: named(provider.dataSources),
        resources: named(provider.resources),
        functions: named(provider.functions),
        ephemeralResources: named(provider.ephemerals),
        listResources: named(provider.listResources),
        actions: named(provider.actions),
      };
    },

    async ValidateProviderConfig(request) {
      const diagnostics = new Diagnostics();
      const validate = () => {
        const config = configFrom(request.config);
        validateAttributes(schema.attributes, config, { writeOnlyAllowed: true }, diagnostics);
        provider.validate?.({ config, diagnostics } as ValidateRequest<Schema>);
      };
      await attempt(diagnostics, "validate the provider's configuration", validate, () => {});
      return { diagnostics: wireDiagnostics(diagnostics) };
    },

    async ConfigureProvider(request) {
      const diagnostics = new Diagnostics();
      const configure = () =>
        provider.configure({
          config: configFrom(request.config),
          terraformVersion: request.terraformVersion ?? "",
          diagnostics,
          signal: stop.signal,
        } as ConfigureRequest<Schema>);
      session.context = await attempt(diagnostics, "configure the provider", configure, () => null);
      return { diagnostics: wireDiagnostics(diagnostics) };
    },

    async StopProvider() {
      stop.abort(new Error("Terraform was interrupted"));
      return { error: "" };
    },
  };
}

function capabilities({ resources }: Provider) {
  return {
    // Only worth a call per destroyed object when somebody has something to say about it.
    planDestroy: Object.values(resources).some(({ warn }) => warn !== undefined),
    getProviderSchemaOptional: true,
    moveResourceState: Object.values(resources).some(({ move }) => move !== undefined),
    generateResourceConfig: true,
  };
}

function named(kinds: object = {}): { name: string }[] {
  return Object.keys(kinds).map((name) => ({ name }));
}

function wireSchemas(
  kinds: Readonly<Record<string, { readonly schema: Schema }>> = {},
): Record<string, WireSchema> {
  return Object.fromEntries(Object.entries(kinds).map(([name, { schema }]) => [name, wireSchema(schema)]));
}
