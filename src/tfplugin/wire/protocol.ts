/**
 * The Terraform plugin protocol 6 as far as it is spoken here: every message by field name and number, every call by
 * name. Numbers are those of the official definition (tfplugin6); fields this framework has no use for are left out
 * and passed over when they arrive.
 */
import {
  bytes,
  flag,
  integer,
  type Message,
  type MessageOf,
  mapOf,
  message,
  nested,
  present,
  repeated,
  text,
} from "./message";

export const Empty = message<object>({});

export const DynamicValue = message({ msgpack: bytes(1), json: bytes(2) });
export type DynamicValue = MessageOf<typeof DynamicValue>;

export const PathStep = message({
  attributeName: present.text(1),
  elementKeyString: present.text(2),
  elementKeyInt: present.integer(3),
});
export const AttributePath = message({ steps: repeated(1, () => PathStep) });
export type AttributePath = MessageOf<typeof AttributePath>;

export const SEVERITY = { error: 1, warning: 2 } as const;
export const Diagnostic = message({
  severity: integer(1),
  summary: text(2),
  detail: text(3),
  attribute: nested(4, () => AttributePath),
});
export type Diagnostic = MessageOf<typeof Diagnostic>;
const diagnostics = (number: number) => repeated(number, () => Diagnostic);

export const RawState = message({ json: bytes(1) });

export const MARKDOWN = 1;
export const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

/** Written out because a schema contains itself, which inference cannot follow. */
export interface SchemaAttribute {
  readonly name: string;
  /** The type as JSON; empty for a nested attribute, where it must not be sent. */
  readonly type: Uint8Array;
  readonly description: string;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly descriptionKind: number;
  readonly deprecated: boolean;
  readonly nestedType: SchemaObject | null;
  readonly writeOnly: boolean;
}
export interface SchemaObject {
  readonly attributes: readonly SchemaAttribute[];
  readonly nesting: number;
}
export const SchemaAttribute: Message<SchemaAttribute> = message<SchemaAttribute>({
  name: text(1),
  type: bytes(2),
  description: text(3),
  required: flag(4),
  optional: flag(5),
  computed: flag(6),
  sensitive: flag(7),
  descriptionKind: integer(8),
  deprecated: flag(9),
  nestedType: nested(10, () => SchemaObject),
  writeOnly: flag(11),
});
export const SchemaObject: Message<SchemaObject> = message<SchemaObject>({
  attributes: repeated(1, () => SchemaAttribute),
  nesting: integer(3),
});
export const SchemaBlock = message({
  version: integer(1),
  attributes: repeated(2, () => SchemaAttribute),
  description: text(4),
  descriptionKind: integer(5),
  deprecated: flag(6),
});
export const Schema = message({ version: integer(1), block: nested(2, () => SchemaBlock) });
export type Schema = MessageOf<typeof Schema>;

const dynamic = (number: number) => nested(number, () => DynamicValue);

export const ClientCapabilities = message({ deferralAllowed: flag(1), writeOnlyAttributesAllowed: flag(2) });
const clientCapabilities = (number: number) => nested(number, () => ClientCapabilities);

export const ServerCapabilities = message({
  planDestroy: flag(1),
  getProviderSchemaOptional: flag(2),
  moveResourceState: flag(3),
});

const ImportedResource = message({ typeName: text(1), state: dynamic(2), private: bytes(3) });

/** Every call of the provider service: what is asked and what is answered. */
export const PROVIDER_CALLS = {
  GetProviderSchema: {
    request: Empty,
    response: message({
      provider: nested(1, () => Schema),
      resourceSchemas: mapOf(2, () => Schema),
      dataSourceSchemas: mapOf(3, () => Schema),
      diagnostics: diagnostics(4),
      serverCapabilities: nested(6, () => ServerCapabilities),
    }),
  },
  ValidateProviderConfig: {
    request: message({ config: dynamic(1) }),
    response: message({ diagnostics: diagnostics(2) }),
  },
  ConfigureProvider: {
    request: message({
      terraformVersion: text(1),
      config: dynamic(2),
      clientCapabilities: clientCapabilities(3),
    }),
    response: message({ diagnostics: diagnostics(1) }),
  },
  StopProvider: {
    request: Empty,
    response: message({ error: text(1) }),
  },
  ValidateResourceConfig: {
    request: message({ typeName: text(1), config: dynamic(2), clientCapabilities: clientCapabilities(3) }),
    response: message({ diagnostics: diagnostics(1) }),
  },
  UpgradeResourceState: {
    request: message({ typeName: text(1), version: integer(2), rawState: nested(3, () => RawState) }),
    response: message({ upgradedState: dynamic(1), diagnostics: diagnostics(2) }),
  },
  ReadResource: {
    request: message({ typeName: text(1), currentState: dynamic(2), private: bytes(3) }),
    response: message({ newState: dynamic(1), diagnostics: diagnostics(2), private: bytes(3) }),
  },
  PlanResourceChange: {
    request: message({
      typeName: text(1),
      priorState: dynamic(2),
      proposedNewState: dynamic(3),
      config: dynamic(4),
      priorPrivate: bytes(5),
    }),
    response: message({
      plannedState: dynamic(1),
      requiresReplace: repeated(2, () => AttributePath),
      plannedPrivate: bytes(3),
      diagnostics: diagnostics(4),
    }),
  },
  ApplyResourceChange: {
    request: message({
      typeName: text(1),
      priorState: dynamic(2),
      plannedState: dynamic(3),
      config: dynamic(4),
      plannedPrivate: bytes(5),
    }),
    response: message({ newState: dynamic(1), private: bytes(2), diagnostics: diagnostics(3) }),
  },
  ImportResourceState: {
    request: message({ typeName: text(1), id: text(2) }),
    response: message({
      importedResources: repeated(1, () => ImportedResource),
      diagnostics: diagnostics(2),
    }),
  },
};

export type ProviderCall = keyof typeof PROVIDER_CALLS;
export type RequestOf<C extends ProviderCall> = MessageOf<(typeof PROVIDER_CALLS)[C]["request"]>;
export type ResponseOf<C extends ProviderCall> = MessageOf<(typeof PROVIDER_CALLS)[C]["response"]>;
