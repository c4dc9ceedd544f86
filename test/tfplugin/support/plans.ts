import { computed, defineSchema, isUnknown, optional, required } from "../../../src/tfplugin";
import { planObject } from "../../../src/tfplugin/plan/plan-object";
import type { Attribute } from "../../../src/tfplugin/schema/attribute";
import { conformObject } from "../../../src/tfplugin/value/conform";
import { formatPath } from "../../../src/tfplugin/value/path";
import { isRecord, type ObjectValue, type Value, type ValueType } from "../../../src/tfplugin/value/type";

const description = "…";

/** An object with an attribute for every rule of planning. */
export const { type } = defineSchema({
  description,
  attributes: {
    id: computed.string({ description, keep: true }),
    name: required.string({ description }),
    network: optional.string({ description, replace: true }),
    region: optional.string({ description, computed: true, replace: true, keep: true }),
    size: optional.number({ description, default: 3 }),
    labels: optional.set.string({ description, default: [] }),
    order: optional.list.string({ description }),
    certificate: optional.string({ description, same: (a, b) => a.trim() === b.trim() }),
    secret: optional.string({ description, writeOnly: true }),
    revision: computed.number({ description }),
    note: computed.string({ description, keep: true, nullable: true }),
    policy: optional.object({
      description,
      default: { mode: "open" },
      attributes: {
        mode: required.string({ description }),
        limit: optional.number({ description, default: 5 }),
        realm: optional.string({ description, replace: true }),
        inner: optional.object({
          description,
          default: {},
          attributes: { strict: optional.bool({ description, default: true }) },
        }),
      },
    }),
    steps: optional.list.object({
      description,
      attributes: {
        run: required.string({ description }),
        shell: optional.string({ description, default: "sh" }),
        handle: computed.string({ description, keep: true }),
        pass: optional.string({ description, writeOnly: true }),
      },
    }),
    rules: optional.set.object({
      description,
      attributes: {
        port: required.number({ description }),
        handle: computed.string({ description, keep: true }),
      },
    }),
    hosts: optional.map.object({
      description,
      attributes: { port: optional.number({ description, default: 22 }) },
    }),
  },
});

/** A value of that object. Attributes that are left out are null. */
export const whole = (parts: Record<string, unknown>) =>
  conformObject(type, parts as ObjectValue, ({ path, problem }) => {
    throw new Error(`${formatPath(path)} ${problem}`);
  });
export const plan = (config: Record<string, unknown>, prior: ObjectValue | null = null) =>
  planObject(type, whole(config), prior);

/** The result of an API for a plan. Every unknown gets a value. */
export function applied(planned: ObjectValue): ObjectValue {
  let number = 0;
  const fill = (of: ValueType<Attribute>, value: Value): Value => {
    number += 1;
    if (isUnknown(value)) return of.kind === "number" ? number : `made-${number}`;
    if (of.kind === "object" && isRecord(value)) {
      return Object.fromEntries(
        Object.entries(of.attributes).map(([name, attribute]) => [
          name,
          fill(attribute.type, value[name] ?? null),
        ]),
      );
    }
    if (!("element" in of) || value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((element) => fill(of.element, element));
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => [key, fill(of.element, element)]),
    );
  };
  return fill(type, planned) as ObjectValue;
}

/** The state that an apply of the configuration leaves. */
export const created = (config: Record<string, unknown>) => applied(plan(config));
