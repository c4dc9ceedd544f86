import type { ReadDataRequest } from "../data-source";
import { Diagnostics } from "../diagnostics";
import { fillDefaults } from "../known-config";
import { planObject } from "../planning";
import type { Schema } from "../schema/schema";
import type { Session } from "../session";
import { settleFound } from "../settle";
import type { DynamicValue } from "../wire/protocol";
import { attempt, contextOf, offered, wireDiagnostics } from "./answer";
import { readObject, writeObject } from "./dynamic";
import type { Handlers } from "./handlers";
import { validateConfig } from "./validate-config";

type DataSourceHandlers = Pick<Handlers, "ValidateDataResourceConfig" | "ReadDataSource">;

/** The calls about data sources. */
export function dataSourceHandlers(session: Session): DataSourceHandlers {
  return {
    async ValidateDataResourceConfig({ typeName, config }) {
      return validateConfig(typeName, config, () => offered(session, "dataSources", typeName));
    },

    async ReadDataSource({ typeName, config: given }) {
      const diagnostics = new Diagnostics();
      const read = async (): Promise<DynamicValue | null> => {
        const source = offered(session, "dataSources", typeName);
        const { type } = source.schema;
        const config = readObject(type, given) ?? {};
        const request = {
          config: fillDefaults(type, config),
          context: contextOf(session),
          signal: session.stop.signal,
          diagnostics,
        };
        const found = await source.read(request as unknown as ReadDataRequest<unknown, Schema>);
        const state = settleFound(type, planObject(type, config, null), found, diagnostics);
        return diagnostics.hasErrors ? null : writeObject(type, state);
      };
      const state = await attempt(diagnostics, `read data source ${typeName}`, read, () => null);
      return { state, diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}
