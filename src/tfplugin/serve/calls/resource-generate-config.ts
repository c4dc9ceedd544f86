import { Diagnostics } from "../../define/diagnostics";
import type { Attribute } from "../../schema/attribute";
import { mapAttributes } from "../../value/map-attributes";
import type { ObjectType, ObjectValue } from "../../value/type";
import { attempt, offered, wireDiagnostics } from "../answer/attempt";
import { readObject, writeObject } from "../answer/dynamic";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

/** Answers the call that writes the configuration of an imported object. */
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

/** A state without the values that only the provider sets. */
function configOf(type: ObjectType<Attribute>, state: ObjectValue): ObjectValue {
  return mapAttributes(type, state, (attribute, value) =>
    attribute.presence === "computed" || attribute.writeOnly ? null : value,
  );
}
