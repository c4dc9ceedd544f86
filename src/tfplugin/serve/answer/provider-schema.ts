import type { Provider } from "../../define/provider";
import type { Schema } from "../../schema/schema";
import { wireSchema } from "../../schema/wire";
import type { ResponseOf } from "../../wire/protocol";
import type { Schema as WireSchema } from "../../wire/schema-messages";
import { wireFunctions } from "../calls/function";

/** The answer to GetProviderSchema: every schema and every function signature of a provider. */
export function providerSchema(provider: Provider): ResponseOf<"GetProviderSchema"> {
  const { schema, resources, dataSources, ephemerals, listResources, actions } = provider;
  const actionSchemas = Object.entries(wireSchemas(actions)).map(([name, schema]) => [name, { schema }]);
  return {
    provider: wireSchema(schema),
    resourceSchemas: wireSchemas(resources),
    dataSourceSchemas: wireSchemas(dataSources),
    ephemeralResourceSchemas: wireSchemas(ephemerals),
    functions: wireFunctions(provider),
    listResourceSchemas: wireSchemas(listResources),
    actionSchemas: Object.fromEntries(actionSchemas),
    diagnostics: [],
    serverCapabilities: capabilities(provider),
  };
}

/** What the provider can do beyond the basic protocol. */
export function capabilities({ resources }: Provider) {
  return {
    // It costs a call per destroyed object, which pays only if a resource warns.
    planDestroy: Object.values(resources).some(({ warn }) => warn !== undefined),
    getProviderSchemaOptional: true,
    moveResourceState: Object.values(resources).some(({ move }) => move !== undefined),
    generateResourceConfig: true,
  };
}

function wireSchemas(
  kinds: Readonly<Record<string, { readonly schema: Schema }>> = {},
): Record<string, WireSchema> {
  return Object.fromEntries(Object.entries(kinds).map(([name, { schema }]) => [name, wireSchema(schema)]));
}
