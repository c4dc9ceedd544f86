import type { Provider } from "../define/provider";
import { readObject, readValue, writeValue } from "../serve/answer/dynamic";
import type { Handlers } from "../serve/handler-types";
import { conform } from "../value/conform";
import type { Timestamp } from "../wire/protocol";
import type { LookUpCalls } from "./driver";
import { encode, reported, throwMismatch, typeOf } from "./driver-values";

/** Calls the handlers for data sources, ephemeral resources and functions. */
export function lookUpCalls(provider: Provider, handlers: Handlers): LookUpCalls {
  return {
    async validateData(typeName, config) {
      const type = typeOf(provider.dataSources, typeName);
      return reported(await handlers.ValidateDataResourceConfig({ typeName, config: encode(type, config) }));
    },
    async readData(typeName, config) {
      const type = typeOf(provider.dataSources, typeName);
      const response = await handlers.ReadDataSource({ typeName, config: encode(type, config) });
      return { ...reported(response), state: readObject(type, response.state) };
    },
    async validateEphemeral(typeName, config) {
      const type = typeOf(provider.ephemerals, typeName);
      return reported(
        await handlers.ValidateEphemeralResourceConfig({ typeName, config: encode(type, config) }),
      );
    },
    async open(typeName, config) {
      const type = typeOf(provider.ephemerals, typeName);
      const opened = await handlers.OpenEphemeralResource({ typeName, config: encode(type, config) });
      let privateData = opened.private;
      return {
        ...reported(opened),
        result: readObject(type, opened.result),
        renewAt: dateOf(opened.renewAt),
        async renew() {
          const renewed = await handlers.RenewEphemeralResource({ typeName, private: privateData });
          privateData = renewed.private;
          return { ...reported(renewed), renewAt: dateOf(renewed.renewAt) };
        },
        close: async () =>
          reported(await handlers.CloseEphemeralResource({ typeName, private: privateData })),
      };
    },
    async call(name, ...given) {
      const it = provider.functions?.[name];
      if (it === undefined) throw new TypeError(`the provider has no function ${name}`);
      const fixed = Object.values(it.parameters);
      const sent = given.map((value, index) => {
        const type = (fixed[index] ?? it.variadic)?.type.type;
        return type === undefined ? {} : writeValue(type, conform(type, value, throwMismatch));
      });
      const { result, error } = await handlers.CallFunction({ name, arguments: sent });
      if (error !== null) return { error: error.text, argument: error.functionArgument };
      return { result: readValue(it.returns.type, result) };
    },
  };
}

function dateOf(timestamp: Timestamp | null): Date | null {
  return timestamp === null ? null : new Date(timestamp.seconds * 1000 + timestamp.nanos / 1_000_000);
}
