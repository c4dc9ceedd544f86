import { Diagnostics } from "../diagnostics";
import type { Attribute } from "../schema/attribute";
import type { Session } from "../session";
import {
  isArray,
  isRecord,
  type ObjectType,
  type ObjectValue,
  type Value,
  type ValueType,
} from "../value/type";
import { attempt, offered, wireDiagnostics } from "./answer";
import { readObject, writeObject } from "./dynamic";
import type { Handlers } from "./handlers";

/** The call that makes a configuration of an imported object. */
export function resourceConfigHandlers(session: Session): Pick<Handlers, "GenerateResourceConfig"> {
  return {
    async GenerateResourceConfig({ typeName, state }) {
      const diagnostics = new Diagnostics();
      const generate = () => {
        const { type } = offered(session, "resources", typeName).schema;
        return writeObject(type, configOf(type, readObject(type, state) ?? {}));
      };
      const doing = `write a configuration of ${typeName}`;
      const config = await attempt(diagnostics, doing, generate, () => null);
      return { config, diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}

/** A state without what only the provider sets. */
function configOf({ attributes }: ObjectType<Attribute>, state: ObjectValue): ObjectValue {
  const kept = Object.entries(attributes).map(([name, attribute]) => [
    name,
    attribute.presence === "computed" || attribute.writeOnly
      ? null
      : configValue(attribute.type, state[name] ?? null),
  ]);
  return Object.fromEntries(kept);
}

function configValue(type: ValueType<Attribute>, value: Value): Value {
  if (type.kind === "object") return isRecord(value) ? configOf(type, value) : value;
  if (!("element" in type) || type.element.kind !== "object") return value;
  const { element } = type;
  if (isArray(value)) return value.map((each) => configValue(element, each));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, configValue(element, each)]));
}
