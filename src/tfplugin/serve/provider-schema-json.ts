import type { Parameter, ProviderFunction } from "../define/function";
import type { Provider } from "../define/provider";
import type { Attribute, Attributes } from "../schema/attribute";
import type { Schema } from "../schema/schema";
import { nestingOf, type TypeJson, typeJson } from "../schema/wire";

/** One attribute in the form of `terraform providers schema -json`. A false flag is absent. */
export interface AttributeJson {
  readonly type?: TypeJson;
  readonly nested_type?: {
    readonly attributes: Readonly<Record<string, AttributeJson>>;
    readonly nesting_mode: string;
  };
  readonly description?: string;
  readonly description_kind: string;
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  readonly sensitive?: true;
  readonly deprecated?: true;
  readonly write_only?: true;
}

export interface SchemaJson {
  readonly version: number;
  readonly block: {
    readonly attributes?: Readonly<Record<string, AttributeJson>>;
    readonly description?: string;
    readonly description_kind: string;
    readonly deprecated?: true;
  };
}

export interface ParameterJson {
  readonly name: string;
  readonly description?: string;
  readonly is_nullable?: true;
  readonly type: TypeJson;
}

export interface FunctionJson {
  readonly description?: string;
  readonly summary?: string;
  readonly deprecation_message?: string;
  readonly return_type: TypeJson;
  readonly parameters?: readonly ParameterJson[];
  readonly variadic_parameter?: ParameterJson;
}

/** The object that `terraform providers schema -json` prints. */
export interface ProvidersSchemaJson {
  readonly format_version: string;
  readonly provider_schemas: Readonly<
    Record<
      string,
      {
        readonly provider: SchemaJson;
        readonly resource_schemas?: Readonly<Record<string, SchemaJson>>;
        readonly data_source_schemas?: Readonly<Record<string, SchemaJson>>;
        readonly ephemeral_resource_schemas?: Readonly<Record<string, SchemaJson>>;
        readonly functions?: Readonly<Record<string, FunctionJson>>;
      }
    >
  >;
}

/** Makes what `terraform providers schema -json` prints for a provider, without terraform. */
export function providerSchemaJson(provider: Provider): ProvidersSchemaJson {
  const { resources, dataSources = {}, ephemerals = {}, functions = {} } = provider;
  return {
    format_version: "1.0",
    provider_schemas: {
      [provider.address]: {
        provider: schemaJson(provider.schema),
        ...(isAny(resources) && { resource_schemas: schemasJson(resources) }),
        ...(isAny(dataSources) && { data_source_schemas: schemasJson(dataSources) }),
        ...(isAny(ephemerals) && { ephemeral_resource_schemas: schemasJson(ephemerals) }),
        ...(isAny(functions) && {
          functions: Object.fromEntries(
            Object.entries(functions).map(([name, it]) => [name, functionJson(it)]),
          ),
        }),
      },
    },
  };
}

function isAny(kinds: object): boolean {
  return Object.keys(kinds).length > 0;
}

function schemasJson(kinds: Readonly<Record<string, { readonly schema: Schema }>>) {
  return Object.fromEntries(Object.entries(kinds).map(([name, { schema }]) => [name, schemaJson(schema)]));
}

function functionJson(it: ProviderFunction): FunctionJson {
  const parameters = Object.entries(it.parameters).map(([name, parameter]) => parameterJson(name, parameter));
  return {
    ...(it.description !== "" && { description: it.description }),
    ...(it.summary !== "" && { summary: it.summary }),
    ...(it.deprecated !== undefined && { deprecation_message: it.deprecated }),
    return_type: typeJson(it.returns.type),
    ...(parameters.length > 0 && { parameters }),
    ...(it.variadic !== undefined && { variadic_parameter: parameterJson(it.variadic.name, it.variadic) }),
  };
}

function parameterJson(name: string, { type, description, nullable }: Parameter): ParameterJson {
  return {
    name,
    ...(description !== "" && { description }),
    ...(nullable && { is_nullable: true as const }),
    type: typeJson(type.type),
  };
}

function schemaJson(schema: Schema): SchemaJson {
  const attributes = attributesJson(schema.attributes);
  return {
    version: schema.version,
    block: {
      ...(Object.keys(attributes).length > 0 && { attributes }),
      ...(schema.description !== "" && { description: schema.description }),
      description_kind: "markdown",
      ...(schema.deprecated !== undefined && { deprecated: true as const }),
    },
  };
}

function attributesJson(attributes: Attributes): Record<string, AttributeJson> {
  return Object.fromEntries(Object.entries(attributes).map(([name, it]) => [name, attributeJson(it)]));
}

function attributeJson(attribute: Attribute): AttributeJson {
  const nesting = nestingOf(attribute.type);
  return {
    ...(nesting === null
      ? { type: typeJson(attribute.type) }
      : {
          nested_type: { attributes: attributesJson(nesting.object.attributes), nesting_mode: nesting.mode },
        }),
    ...(attribute.description !== "" && { description: attribute.description }),
    description_kind: "markdown",
    ...(attribute.presence === "required" && { required: true as const }),
    ...(attribute.presence === "optional" && { optional: true as const }),
    ...(attribute.computed && { computed: true as const }),
    ...(attribute.sensitive && { sensitive: true as const }),
    ...(attribute.deprecated !== undefined && { deprecated: true as const }),
    ...(attribute.writeOnly && { write_only: true as const }),
  };
}
