import { createPlugin } from "../tfplugin/serve/plugin";
import { netfoundry } from "./provider";

/** The NetFoundry provider, ready to be served. */
export const plugin = createPlugin(netfoundry);
