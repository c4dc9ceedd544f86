import { Diagnostics } from "../../define/diagnostics";
import type { ConfigureRequest } from "../../define/provider";
import type { Schema } from "../../schema/schema";
import { attempt, wireDiagnostics } from "../answer/attempt";
import { type Incoming, readObject } from "../answer/dynamic";
import { capabilities, providerSchema } from "../answer/provider-schema";
import { validateValues } from "../answer/validate-config";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

type ProviderHandlers = Pick<
  Handlers,
  "GetProviderSchema" | "GetMetadata" | "ValidateProviderConfig" | "ConfigureProvider" | "StopProvider"
>;

/** Answers the calls about the provider as a whole. */
export function providerHandlers(session: Session): ProviderHandlers {
  const { provider, stop } = session;
  const configFrom = (incoming: Incoming) => readObject(provider.schema.type, incoming) ?? {};
  return {
    async GetProviderSchema() {
      return providerSchema(provider);
    },

    async GetMetadata() {
      return {
        serverCapabilities: capabilities(provider),
        diagnostics: [],
        dataSources: named(provider.dataSources),
        resources: named(provider.resources),
        functions: named(provider.functions),
        ephemeralResources: named(provider.ephemerals),
        listResources: named(provider.listResources),
        actions: named(provider.actions),
      };
    },

    async ValidateProviderConfig(request) {
      const diagnostics = new Diagnostics();
      const validate = () => validateValues(provider, configFrom(request.config), true, diagnostics);
      await attempt(diagnostics, "validate the provider's configuration", validate, () => {});
      return { diagnostics: wireDiagnostics(diagnostics) };
    },

    async ConfigureProvider(request) {
      const diagnostics = new Diagnostics();
      const configure = () =>
        provider.configure({
          config: configFrom(request.config),
          terraformVersion: request.terraformVersion ?? "",
          diagnostics,
          signal: stop.signal,
        } as ConfigureRequest<Schema>);
      session.context = await attempt(diagnostics, "configure the provider", configure, () => null);
      return { diagnostics: wireDiagnostics(diagnostics) };
    },

    async StopProvider() {
      stop.abort(new Error("Terraform was interrupted"));
      return { error: "" };
    },
  };
}

function named(kinds: object = {}): { name: string }[] {
  return Object.keys(kinds).map((name) => ({ name }));
}
