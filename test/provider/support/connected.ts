import { blockFor, FakeApi } from "../../support/fake-api/fake-api";
import { Plugin } from "./plugin";

/** A provider that is configured for an API of its own, which the test stops. */
export async function connected() {
  const api = new FakeApi();
  await api.start();
  const plugin = new Plugin();
  await plugin.configure(blockFor(api));
  return { api, plugin };
}

/** The configuration of a JWT signer. */
export const SIGNER = {
  name: "Okta",
  issuer: "https://idp.example.com",
  audience: "openziti",
  jwks_endpoint: "https://idp.example.com/keys",
};
