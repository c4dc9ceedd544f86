import { encodeProviderSchema } from "../tfplugin/serve/answer/provider-schema";
import { netfoundry } from "./provider";

/** The answer to GetProviderSchema. In the bundle its bytes stand in place of this file. */
export function encodedSchema(): Uint8Array {
  return encodeProviderSchema(netfoundry);
}
