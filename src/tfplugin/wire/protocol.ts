/**
 * The part of the Terraform plugin protocol 6 that this framework uses. It defines messages by field name and
 * number, and calls by name. The numbers are those of the official definition (tfplugin6). The decoder skips
 * fields that are not defined here.
 */
import {
  bytes,
  flag,
  integer,
  type MessageOf,
  mapOf,
  message,
  nested,
  present,
  repeated,
  text,
} from "./message";
import { ActionSchema, FunctionSignature, IdentitySchema, Schema } from "./schema-messages";

export const Empty = message<object>(() => ({}));

export const DynamicValue = message(() => ({ msgpack: bytes(1), json: bytes(2) }));
export type DynamicValue = MessageOf<typeof DynamicValue>;

export const PathStep = message(() => ({
  attributeName: present.text(1),
  elementKeyString: present.text(2),
  elementKeyInt: present.integer(3),
}));
export const AttributePath = message(() => ({ steps: repeated(1, () => PathStep) }));
export type AttributePath = MessageOf<typeof AttributePath>;

export const SEVERITY = { error: 1, warning: 2 } as const;
export const Diagnostic = message(() => ({
  severity: integer(1),
  summary: text(2),
  detail: text(3),
  attribute: nested(4, () => AttributePath),
}));
export type Diagnostic = MessageOf<typeof Diagnostic>;
const diagnostics = (number: number) => repeated(number, () => Diagnostic);

export const RawState = message(() => ({ json: bytes(1) }));

const dynamic = (number: number) => nested(number, () => DynamicValue);

export const ClientCapabilities = message(() => ({
  deferralAllowed: flag(1),
  writeOnlyAttributesAllowed: flag(2),
}));
const clientCapabilities = (number: number) => nested(number, () => ClientCapabilities);

export const ServerCapabilities = message(() => ({
  planDestroy: flag(1),
  getProviderSchemaOptional: flag(2),
  moveResourceState: flag(3),
  generateResourceConfig: flag(4),
}));

/** google.protobuf.Timestamp: seconds and nanoseconds since 1970. */
export const Timestamp = message(() => ({ seconds: integer(1), nanos: integer(2) }));
export type Timestamp = MessageOf<typeof Timestamp>;
const timestamp = (number: number) => nested(number, () => Timestamp);

export const FunctionError = message(() => ({ text: text(1), functionArgument: present.integer(2) }));
export type FunctionError = MessageOf<typeof FunctionError>;

const Named = message(() => ({ name: text(1) }));
const names = (number: number) => repeated(number, () => Named);

/** The reasons to postpone an object. */
export const DEFERRED = {
  resourceConfigUnknown: 1,
  providerConfigUnknown: 2,
  absentPrerequisite: 3,
} as const;
export const Deferred = message(() => ({ reason: integer(1) }));
export type Deferred = MessageOf<typeof Deferred>;
const deferred = (number: number) => nested(number, () => Deferred);

export const IdentityData = message(() => ({ identityData: dynamic(1) }));
export type IdentityData = MessageOf<typeof IdentityData>;
const identity = (number: number) => nested(number, () => IdentityData);

const ImportedResource = message(() => ({
  typeName: text(1),
  state: dynamic(2),
  private: bytes(3),
  identity: identity(4),
}));

/** The calls with one answer: the request and the response of each. */
export const PROVIDER_CALLS = {
  GetProviderSchema: {
    request: Empty,
    response: message(() => ({
      provider: nested(1, () => Schema),
      resourceSchemas: mapOf(2, () => Schema),
      dataSourceSchemas: mapOf(3, () => Schema),
      diagnostics: diagnostics(4),
      serverCapabilities: nested(6, () => ServerCapabilities),
      functions: mapOf(7, () => FunctionSignature),
      ephemeralResourceSchemas: mapOf(8, () => Schema),
      listResourceSchemas: mapOf(9, () => Schema),
      actionSchemas: mapOf(11, () => ActionSchema),
    })),
  },
  GetMetadata: {
    request: Empty,
    response: message(() => ({
      serverCapabilities: nested(1, () => ServerCapabilities),
      diagnostics: diagnostics(2),
      dataSources: names(3),
      resources: names(4),
      functions: names(5),
      ephemeralResources: names(6),
      listResources: names(7),
      actions: names(9),
    })),
  },
  ValidateProviderConfig: {
    request: message(() => ({ config: dynamic(1) })),
    response: message(() => ({ diagnostics: diagnostics(2) })),
  },
  ConfigureProvider: {
    request: message(() => ({
      terraformVersion: text(1),
      config: dynamic(2),
      clientCapabilities: clientCapabilities(3),
    })),
    response: message(() => ({ diagnostics: diagnostics(1) })),
  },
  StopProvider: {
    request: Empty,
    response: message(() => ({ error: text(1) })),
  },
  ValidateResourceConfig: {
    request: message(() => ({
      typeName: text(1),
      config: dynamic(2),
      clientCapabilities: clientCapabilities(3),
    })),
    response: message(() => ({ diagnostics: diagnostics(1) })),
  },
  UpgradeResourceState: {
    request: message(() => ({ typeName: text(1), version: integer(2), rawState: nested(3, () => RawState) })),
    response: message(() => ({ upgradedState: dynamic(1), diagnostics: diagnostics(2) })),
  },
  ReadResource: {
    request: message(() => ({
      typeName: text(1),
      currentState: dynamic(2),
      private: bytes(3),
      clientCapabilities: clientCapabilities(5),
      currentIdentity: identity(6),
    })),
    response: message(() => ({
      newState: dynamic(1),
      diagnostics: diagnostics(2),
      private: bytes(3),
      deferred: deferred(4),
      newIdentity: identity(5),
    })),
  },
  PlanResourceChange: {
    request: message(() => ({
      typeName: text(1),
      priorState: dynamic(2),
      proposedNewState: dynamic(3),
      config: dynamic(4),
      priorPrivate: bytes(5),
      clientCapabilities: clientCapabilities(7),
      priorIdentity: identity(8),
    })),
    response: message(() => ({
      plannedState: dynamic(1),
      requiresReplace: repeated(2, () => AttributePath),
      plannedPrivate: bytes(3),
      diagnostics: diagnostics(4),
      deferred: deferred(6),
      plannedIdentity: identity(7),
    })),
  },
  ApplyResourceChange: {
    request: message(() => ({
      typeName: text(1),
      priorState: dynamic(2),
      plannedState: dynamic(3),
      config: dynamic(4),
      plannedPrivate: bytes(5),
      plannedIdentity: identity(7),
    })),
    response: message(() => ({
      newState: dynamic(1),
      private: bytes(2),
      diagnostics: diagnostics(3),
      newIdentity: identity(5),
    })),
  },
  ImportResourceState: {
    request: message(() => ({
      typeName: text(1),
      id: text(2),
      clientCapabilities: clientCapabilities(3),
      identity: identity(4),
    })),
    response: message(() => ({
      importedResources: repeated(1, () => ImportedResource),
      diagnostics: diagnostics(2),
      deferred: deferred(3),
    })),
  },
  MoveResourceState: {
    request: message(() => ({
      sourceProviderAddress: text(1),
      sourceTypeName: text(2),
      sourceSchemaVersion: integer(3),
      sourceState: nested(4, () => RawState),
      targetTypeName: text(5),
      sourcePrivate: bytes(6),
    })),
    response: message(() => ({
      targetState: dynamic(1),
      diagnostics: diagnostics(2),
      targetPrivate: bytes(3),
      targetIdentity: identity(4),
    })),
  },
  GetResourceIdentitySchemas: {
    request: Empty,
    response: message(() => ({
      identitySchemas: mapOf(1, () => IdentitySchema),
      diagnostics: diagnostics(2),
    })),
  },
  UpgradeResourceIdentity: {
    request: message(() => ({
      typeName: text(1),
      version: integer(2),
      rawIdentity: nested(3, () => RawState),
    })),
    response: message(() => ({ upgradedIdentity: identity(1), diagnostics: diagnostics(2) })),
  },
  ValidateDataResourceConfig: {
    request: message(() => ({ typeName: text(1), config: dynamic(2) })),
    response: message(() => ({ diagnostics: diagnostics(1) })),
  },
  ReadDataSource: {
    request: message(() => ({
      typeName: text(1),
      config: dynamic(2),
      clientCapabilities: clientCapabilities(4),
    })),
    response: message(() => ({ state: dynamic(1), diagnostics: diagnostics(2), deferred: deferred(3) })),
  },
  ValidateEphemeralResourceConfig: {
    request: message(() => ({ typeName: text(1), config: dynamic(2) })),
    response: message(() => ({ diagnostics: diagnostics(1) })),
  },
  OpenEphemeralResource: {
    request: message(() => ({
      typeName: text(1),
      config: dynamic(2),
      clientCapabilities: clientCapabilities(3),
    })),
    response: message(() => ({
      diagnostics: diagnostics(1),
      renewAt: timestamp(2),
      result: dynamic(3),
      private: present.bytes(4),
      deferred: deferred(5),
    })),
  },
  RenewEphemeralResource: {
    request: message(() => ({ typeName: text(1), private: present.bytes(2) })),
    response: message(() => ({
      diagnostics: diagnostics(1),
      renewAt: timestamp(2),
      private: present.bytes(3),
    })),
  },
  CloseEphemeralResource: {
    request: message(() => ({ typeName: text(1), private: present.bytes(2) })),
    response: message(() => ({ diagnostics: diagnostics(1) })),
  },
  GetFunctions: {
    request: Empty,
    response: message(() => ({ functions: mapOf(1, () => FunctionSignature), diagnostics: diagnostics(2) })),
  },
  GenerateResourceConfig: {
    request: message(() => ({ typeName: text(1), state: dynamic(2) })),
    response: message(() => ({ config: dynamic(1), diagnostics: diagnostics(2) })),
  },
  ValidateListResourceConfig: {
    request: message(() => ({ typeName: text(1), config: dynamic(2) })),
    response: message(() => ({ diagnostics: diagnostics(1) })),
  },
  ValidateActionConfig: {
    request: message(() => ({ typeName: text(1), config: dynamic(2) })),
    response: message(() => ({ diagnostics: diagnostics(1) })),
  },
  PlanAction: {
    request: message(() => ({
      actionType: text(1),
      config: dynamic(2),
      clientCapabilities: clientCapabilities(3),
    })),
    response: message(() => ({ diagnostics: diagnostics(1), deferred: deferred(2) })),
  },
  CallFunction: {
    request: message(() => ({ name: text(1), arguments: repeated(2, () => DynamicValue) })),
    response: message(() => ({ result: dynamic(1), error: nested(2, () => FunctionError) })),
  },
};

const Progress = message(() => ({ message: text(1) }));
const Completed = message(() => ({ diagnostics: diagnostics(1) }));

/** The calls with a stream of events: the request and the event of each. */
export const STREAM_CALLS = {
  ListResource: {
    request: message(() => ({
      typeName: text(1),
      config: dynamic(2),
      includeResourceObject: flag(3),
      limit: integer(4),
    })),
    event: message(() => ({
      identity: identity(1),
      displayName: text(2),
      resourceObject: dynamic(3),
      diagnostic: diagnostics(4),
    })),
  },
  InvokeAction: {
    request: message(() => ({
      actionType: text(1),
      config: dynamic(2),
      clientCapabilities: clientCapabilities(3),
    })),
    event: message(() => ({ progress: nested(1, () => Progress), completed: nested(2, () => Completed) })),
  },
};

export type StreamCall = keyof typeof STREAM_CALLS;
export type StreamRequestOf<C extends StreamCall> = MessageOf<(typeof STREAM_CALLS)[C]["request"]>;
export type EventOf<C extends StreamCall> = MessageOf<(typeof STREAM_CALLS)[C]["event"]>;

export type ProviderCall = keyof typeof PROVIDER_CALLS;
export type RequestOf<C extends ProviderCall> = MessageOf<(typeof PROVIDER_CALLS)[C]["request"]>;
export type ResponseOf<C extends ProviderCall> = MessageOf<(typeof PROVIDER_CALLS)[C]["response"]>;
