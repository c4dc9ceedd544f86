/** The protocol's messages for schemas and function signatures, by field name and number. */
import {
  bytes,
  flag,
  integer,
  type Message,
  type MessageOf,
  message,
  nested,
  repeated,
  text,
} from "./message";

export const MARKDOWN = 1;
export const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

/** Written by hand, because inference cannot follow a schema that contains itself. */
export interface SchemaAttribute {
  readonly name: string;
  /** The type as JSON. It must be empty for a nested attribute. */
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
export const SchemaAttribute: Message<SchemaAttribute> = message<SchemaAttribute>(() => ({
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
}));
export const SchemaObject: Message<SchemaObject> = message<SchemaObject>(() => ({
  attributes: repeated(1, () => SchemaAttribute),
  nesting: integer(3),
}));
export const SchemaBlock = message(() => ({
  version: integer(1),
  attributes: repeated(2, () => SchemaAttribute),
  description: text(4),
  descriptionKind: integer(5),
  deprecated: flag(6),
}));
export const Schema = message(() => ({ version: integer(1), block: nested(2, () => SchemaBlock) }));
export type Schema = MessageOf<typeof Schema>;
export const ActionSchema = message(() => ({ schema: nested(1, () => Schema) }));

export const FunctionParameter = message(() => ({
  name: text(1),
  type: bytes(2),
  allowNullValue: flag(3),
  allowUnknownValues: flag(4),
  description: text(5),
  descriptionKind: integer(6),
}));
export type FunctionParameter = MessageOf<typeof FunctionParameter>;
const FunctionReturn = message(() => ({ type: bytes(1) }));
export const FunctionSignature = message(() => ({
  parameters: repeated(1, () => FunctionParameter),
  variadicParameter: nested(2, () => FunctionParameter),
  return: nested(3, () => FunctionReturn),
  summary: text(4),
  description: text(5),
  descriptionKind: integer(6),
  deprecationMessage: text(7),
}));
export type FunctionSignature = MessageOf<typeof FunctionSignature>;

const IdentityAttribute = message(() => ({
  name: text(1),
  type: bytes(2),
  requiredForImport: flag(3),
  optionalForImport: flag(4),
  description: text(5),
}));
export const IdentitySchema = message(() => ({
  version: integer(1),
  identityAttributes: repeated(2, () => IdentityAttribute),
}));
export type IdentitySchema = MessageOf<typeof IdentitySchema>;
