/** A Terraform plugin framework for Node: protocol 6, without a dependency. */

export { type Action, type ActionDefinition, defineAction } from "./action";
export { type DataSource, type DataSourceDefinition, defineDataSource } from "./data-source";
export { type DebugOptions, serveDebug } from "./debug";
export { Deferral, type DeferralReason } from "./deferral";
export { DiagnosticError, type Diagnostics, type DiagnosticText } from "./diagnostics";
export { createDriver, type Driver } from "./driver";
export { defineEphemeral, type Ephemeral, type EphemeralDefinition } from "./ephemeral";
export {
  defineFunction,
  type FunctionDefinition,
  FunctionError,
  type Parameter,
  type ProviderFunction,
  type VariadicParameter,
} from "./function";
export {
  createHandlers,
  type Handler,
  type Handlers,
  type StreamHandler,
  type StreamHandlers,
} from "./handlers/handlers";
export type { IdentityAttribute, IdentityDefinition, IdentityValues } from "./identity";
export { lazily } from "./lazily";
export {
  defineListResource,
  type Listed,
  type ListResource,
  type ListResourceDefinition,
} from "./list-resource";
export { createLogger, type LogFields, type Logger, type LogLevel, logger } from "./logger";
export type { MoveRequest } from "./move";
export { type JsonValue, PrivateState } from "./private-state";
export { defineProvider, type Provider, type ProviderDefinition } from "./provider";
export { defineResource, type Resource, type ResourceDefinition, type Upgrades } from "./resource";
export type { Attribute, Attributes, TimedOperation, TimeoutDefaults } from "./schema/attribute";
export { computed, optional, required } from "./schema/builders";
export { duration, parseDuration } from "./schema/duration";
export { type ProvidersSchemaJson, providerSchemaJson } from "./schema/json";
export { type ReadOnly, readOnly } from "./schema/read-only";
export { defineSchema, type Schema } from "./schema/schema";
export { timeouts } from "./schema/timeouts";
export type { ConfigOf, KnownOf, PlannedOf, PlanOf, StateOf } from "./schema/types";
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
export { type TypeOf, types, type ValueOf } from "./schema/value-types";
export { serve } from "./serve";
export { type ServedProvider, serveInProcess } from "./serve-in-process";
export type { Path } from "./value/path";
export type { ObjectValue, Value } from "./value/type";
export { containsUnknown, isUnknown, UNKNOWN, type Unknown } from "./value/unknown";
