/** A Terraform plugin framework for Node: protocol 6. */

export { type Action, type ActionDefinition, defineAction } from "./define/action";
export { type DataSource, type DataSourceDefinition, defineDataSource } from "./define/data-source";
export { Deferral, type DeferralReason } from "./define/deferral";
export { DiagnosticError, type Diagnostics, type DiagnosticText } from "./define/diagnostics";
export { defineEphemeral, type Ephemeral, type EphemeralDefinition } from "./define/ephemeral";
export {
  defineFunction,
  type FunctionDefinition,
  FunctionError,
  type Parameter,
  type ProviderFunction,
  type VariadicParameter,
} from "./define/function";
export type { IdentityAttribute, IdentityDefinition, IdentityValues } from "./define/identity";
export {
  defineListResource,
  type Listed,
  type ListResource,
  type ListResourceDefinition,
} from "./define/list-resource";
export type { MoveRequest } from "./define/move";
export { type JsonValue, PrivateState } from "./define/private-state";
export { defineProvider, type Provider, type ProviderDefinition } from "./define/provider";
export { defineResource, type Resource, type ResourceDefinition } from "./define/resource";
export type { Upgrades } from "./define/upgrades";
export type { Attribute, Attributes, TimedOperation, TimeoutDefaults } from "./schema/attribute";
export { computed, optional, required } from "./schema/builders";
export { duration, parseDuration } from "./schema/duration";
export { type ReadOnly, readOnly } from "./schema/read-only";
export {
  atLeastOneOf,
  conflictsWith,
  exactlyOneOf,
  type Relation,
  requiredWith,
} from "./schema/relation";
export { defineSchema, type Schema } from "./schema/schema";
export { timeouts } from "./schema/timeouts";
export type { TypeOf, ValueOf } from "./schema/type-of";
export type { ConfigOf, KnownOf, PlannedOf, PlanOf, StateOf, StoredOf } from "./schema/types";
export {
  between,
  each,
  httpUrl,
  integer,
  isHttpUrl,
  lengthBetween,
  matching,
  notBlank,
  oneOf,
  sizeBetween,
  type Validator,
} from "./schema/validator";
export { types } from "./schema/value-types";
export { type DebugOptions, serveDebug } from "./serve/debug";
export type { Handler, Handlers, StreamHandler, StreamHandlers } from "./serve/handler-types";
export { createHandlers } from "./serve/handlers";
export { createLogger, type LogFields, type Logger, type LogLevel, logger } from "./serve/logger";
export { type ProvidersSchemaJson, providerSchemaJson } from "./serve/provider-schema-json";
export { serve } from "./serve/serve";
export { type ServedProvider, serveInProcess } from "./serve/serve-in-process";
export { createDriver } from "./testing/create-driver";
export type { Driver } from "./testing/driver";
export type { Path } from "./value/path";
export type { ObjectValue, Value } from "./value/type";
export { containsUnknown, isUnknown, UNKNOWN, type Unknown } from "./value/unknown";
