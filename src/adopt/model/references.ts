import { type Expression, type Members, Reference } from "../../as-code/model/adopted";
import type { MainKind } from "../../as-code/model/kind";
import type { Attributes, ObjectValue, Value } from "../../tfplugin";

/** The attributes that hold the id of another object, in whatever resource. */
const REFERRED: Readonly<Record<string, MainKind>> = {
  integration_id: "integration",
  auth_policy_id: "policy",
  allowed_signer_ids: "signer",
  jwt_signer_id: "signer",
};

/** The labels of the adopted objects, by kind and id. */
export type Labels = Readonly<Record<MainKind, ReadonlyMap<string, string>>>;

/** A configuration in which the ids of adopted objects are references. Other ids stay as they are. */
export function withReferences(attributes: Attributes, configuration: ObjectValue, labels: Labels): Members {
  const members = Object.entries(configuration).map(([name, value]) => {
    const type = attributes[name]?.type;
    if (type?.kind === "object") {
      return [name, withReferences(type.attributes, value as ObjectValue, labels)] as const;
    }
    const kind = REFERRED[name];
    return [name, kind === undefined ? plain(value) : referred(value, kind, labels)] as const;
  });
  return Object.fromEntries(members);
}

/** The reference to an object; null when it is not adopted. */
export function referenceTo(kind: MainKind, id: string, labels: Labels): Reference | null {
  const label = labels[kind].get(id);
  return label === undefined ? null : new Reference(kind, label);
}

function referred(value: Value, kind: MainKind, labels: Labels): Expression {
  if (Array.isArray(value)) return value.map((element: Value) => referred(element, kind, labels));
  return referenceTo(kind, String(value), labels) ?? plain(value);
}

/** No configuration of an existing object holds a null or an unknown value, which the compiler cannot see. */
function plain(value: Value): Expression {
  return value as Expression;
}
