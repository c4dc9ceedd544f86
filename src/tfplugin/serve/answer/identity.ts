import { DiagnosticError, type Diagnostics } from "../../define/diagnostics";
import type { IdentityDefinition } from "../../define/identity";
import type { Resource } from "../../define/resource";
import type { Schema } from "../../schema/schema";
import { types } from "../../schema/value-types";
import { wireType } from "../../schema/wire";
import { conformObject } from "../../value/conform";
import { equal } from "../../value/equal";
import { formatPath } from "../../value/path";
import type { ObjectType, ObjectValue } from "../../value/type";
import type { IdentityData } from "../../wire/protocol";
import type { IdentitySchema } from "../../wire/schema-messages";
import { type Incoming, readObject, unchanged, writeObject } from "./dynamic";

type Identity = IdentityDefinition<Schema>;

/** An identity in a message. The message may lack it. */
export type IncomingIdentity = { readonly identityData?: Incoming } | null | undefined;

/** The type of an identity's values. */
export function identityType({ attributes }: Identity): ObjectType {
  const members = Object.entries(attributes).map(([name, { type }]) => [name, type] as const);
  return types.object(Object.fromEntries(members)).type;
}

/** The schema of an identity in the protocol's form. */
export function wireIdentitySchema({ version = 0, attributes }: Identity): IdentitySchema {
  return {
    version,
    identityAttributes: Object.entries(attributes).map(([name, { type, description, optional }]) => ({
      name,
      type: wireType(type.type),
      requiredForImport: optional !== true,
      optionalForImport: optional === true,
      description,
    })),
  };
}

/** Reads the identity from a message, or null. */
export function readIdentity(identity: Identity, incoming: IncomingIdentity): ObjectValue | null {
  return readObject(identityType(identity), incoming?.identityData);
}

/** An identity in the form of a message. */
export function writeIdentity(identity: Identity, values: ObjectValue): IdentityData {
  return { identityData: writeObject(identityType(identity), values) };
}

/** A message's identity in the form of an answer, byte for byte. */
export function unchangedIdentity(incoming: IncomingIdentity): IdentityData | null {
  const identityData = unchanged(incoming?.identityData);
  return identityData === null ? null : { identityData };
}

/**
 * The identity of an object, for an answer. It is null when the resource has no identity or part of it is
 * missing. A changed identity is an error, because Terraform would see another object.
 * @param known the identity that Terraform has for the object.
 */
export function identityFor(
  { identity }: Resource<unknown>,
  state: ObjectValue | null,
  known: IncomingIdentity,
  diagnostics: Diagnostics,
): IdentityData | null {
  if (identity === undefined || state === null) return null;
  const values = identityOf(identity, state);
  if (values === null) return null;
  const before = readIdentity(identity, known);
  const type = identityType(identity);
  if (before !== null && !equal(type, before, values)) {
    diagnostics.error({
      summary: "The identity changed",
      detail:
        "An object's identity must stay the same while the object exists. This is a bug in the provider.",
    });
  }
  return writeIdentity(identity, values);
}

/** The values that identify an object, or null if one that an import needs is missing. */
export function identityOf(identity: Identity, state: ObjectValue): ObjectValue | null {
  const type = identityType(identity);
  const values = conformObject(type, identity.of(state) as ObjectValue, ({ path, problem }) => {
    throw new DiagnosticError({
      summary: "Unexpected identity",
      detail: `Identity attribute ${formatPath(path)} ${problem}. This is a bug in the provider.`,
    });
  });
  const isWhole = Object.entries(identity.attributes).every(
    ([name, { optional }]) => optional || values[name] !== null,
  );
  return isWhole ? values : null;
}
