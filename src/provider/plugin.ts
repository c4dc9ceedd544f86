import { createPlugin } from "../tfplugin/plugin";
import { netfoundry } from "./provider";

/** The NetFoundry provider, ready to be served. */
export const plugin = createPlugin(netfoundry);
