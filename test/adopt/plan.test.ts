import { asResources } from "../../src/as-code/typescript/plan";
import { SMALL_NETWORK } from "./support/small-network";

test("a signer is a resource when each integration that sets an external ID is one", () => {
  const [okta, ...others] = SMALL_NETWORK.integrations;
  if (okta === undefined || okta.token === null) throw new Error("the small network has no auth token");
  // The construct counts the escapes, so it takes no such description.
  const described = { ...okta.token.arguments, description: "%{".repeat(100) };
  const beneath = { ...okta, token: { ...okta.token, arguments: described } };
  const { signer, integration } = asResources({ ...SMALL_NETWORK, integrations: [beneath, ...others] });
  expect([...integration.keys()]).toEqual(["okta"]);
  expect([...signer.keys()]).toEqual(["okta"]);
  expect(asResources(SMALL_NETWORK).signer.size).toBe(0);
});
