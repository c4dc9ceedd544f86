import type { Attribute } from "../schema/attribute";
import { mapAttributes } from "../value/map-attributes";
import type { ObjectType, ObjectValue } from "../value/type";

/**
 * Fills in the defaults of an object that an import found. An attribute whose change needs a new object stays
 * null: a wrong guess would let the next plan destroy the object.
 */
export function fillImported(type: ObjectType<Attribute>, found: ObjectValue): ObjectValue {
  return mapAttributes(
    type,
    found,
    (attribute, value) => value ?? (attribute.replace ? null : (attribute.default ?? null)),
  );
}

/** The attributes that an import had to return and did not. */
export function missingAfterImport(
  { attributes }: ObjectType<Attribute>,
  known: readonly string[] | undefined,
  imported: ObjectValue,
): readonly string[] {
  const needed = known ?? Object.keys(attributes);
  return needed.filter((name) => {
    const attribute = attributes[name];
    return attribute !== undefined && isNeverNull(attribute) && imported[name] === null;
  });
}

/** Whether the state of an object always has a value. If it is null, then because nobody looked yet. */
export function isNeverNull({ presence, computed, nullable, writeOnly, providerOnly }: Attribute): boolean {
  if (writeOnly || providerOnly) return false;
  return presence === "required" || (computed && !nullable);
}
