import type { ReadDataRequest } from "../../define/data-source";
import { Diagnostics } from "../../define/diagnostics";
import { fillDefaults } from "../../plan/fill-defaults";
import { planObject } from "../../plan/plan-object";
import { reconcileLookedUp } from "../../plan/reconcile-state";
import type { Schema } from "../../schema/schema";
import { UNKNOWN } from "../../value/unknown";
import type { DynamicValue } from "../../wire/protocol";
import { contextOf, offered, wireDiagnostics } from "../answer/attempt";
import { attemptOrDefer, mustBeKnown } from "../answer/defer";
import { readObject, writeObject, writeValue } from "../answer/dynamic";
import { validateConfig } from "../answer/validate-config";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

type DataSourceHandlers = Pick<Handlers, "ValidateDataResourceConfig" | "ReadDataSource">;

interface Read {
  readonly state: DynamicValue | null;
}

/** Answers the calls about data sources. */
export function dataSourceHandlers(session: Session): DataSourceHandlers {
  return {
    async ValidateDataResourceConfig({ typeName, config }) {
      return validateConfig(typeName, config, () => offered(session, "dataSources", typeName));
    },

    async ReadDataSource({ typeName, config: given, clientCapabilities }) {
      const diagnostics = new Diagnostics();
      const read = async (): Promise<Read> => {
        const source = offered(session, "dataSources", typeName);
        const { type } = source.schema;
        const config = readObject(type, given) ?? {};
        const context = contextOf(session);
        mustBeKnown(config, `data source ${typeName}`);
        const request = {
          config: fillDefaults(type, config),
          context,
          signal: session.stop.signal,
          diagnostics,
        };
        const found = await source.read(request as unknown as ReadDataRequest<unknown, Schema>);
        const state = reconcileLookedUp(type, planObject(type, config, null), found, diagnostics);
        return { state: diagnostics.hasErrors ? null : writeObject(type, state) };
      };
      const found = await attemptOrDefer(clientCapabilities, diagnostics, {
        doing: `read data source ${typeName}`,
        work: read,
        otherwise: () => ({ state: null }),
        postponed: () => ({
          state: writeValue(offered(session, "dataSources", typeName).schema.type, UNKNOWN),
        }),
      });
      return { ...found, diagnostics: wireDiagnostics(diagnostics) };
    },
  };
}
