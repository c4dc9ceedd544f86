import type { Provider } from "../define/provider";
import { createHandlers } from "../serve/handlers";
import { actionCalls } from "./action-calls";
import type { Driver } from "./driver";
import { encode, reported } from "./driver-values";
import { lookUpCalls } from "./look-up-calls";
import { resourceCalls } from "./resource-calls";

/** Makes a driver with a session of its own. */
export function createDriver(provider: Provider): Driver {
  const handlers = createHandlers(provider);
  return {
    ...resourceCalls(provider, handlers),
    ...lookUpCalls(provider, handlers),
    ...actionCalls(provider, handlers),
    async configure(config, terraformVersion = "1.11.4") {
      const request = { config: encode(provider.schema.type, config), terraformVersion };
      return reported(await handlers.ConfigureProvider(request));
    },
    async validateProvider(config) {
      return reported(
        await handlers.ValidateProviderConfig({ config: encode(provider.schema.type, config) }),
      );
    },
    async stop() {
      await handlers.StopProvider({});
    },
  };
}
