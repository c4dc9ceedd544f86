import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  AuthPolicy,
  ExternalId,
  IdentityName,
  JwtSigner,
  NetfoundryProvider,
  ScimIntegration,
} from "netfoundry-scim/constructs";

const app = new App();
const stack = new TerraformStack(app, "quickstart");
new LocalBackend(stack, { path: "terraform.tfstate" });
// NF_API_URL, NF_CLIENT_ID and NF_CLIENT_SECRET say where and who.
new NetfoundryProvider(stack, "netfoundry");

// Where Okta publishes its keys. `npm start` names an issuer of its own, which stands in for Okta.
const oktaKeys = "https://example.okta.com/oauth2/v1/keys";
const keys = new TerraformVariable(stack, "okta_keys", { default: oktaKeys });

// Who vouches for people: tokens that Okta signed, matched to an identity by their e-mail address.
const okta = new JwtSigner(stack, "okta_signer", {
  name: "Okta",
  issuer: "https://example.okta.com",
  audience: "netfoundry",
  jwksEndpoint: keys.stringValue,
  claimsProperty: "email",
  useExternalId: true,
});

// How they may sign in: with such a token, and in no other way.
const policy = new AuthPolicy(stack, "okta_policy", {
  name: "Okta sign-in",
  extJwtAllowedSigners: [okta],
});

// Where Okta pushes its people, and what becomes of them.
const integration = new ScimIntegration(stack, "okta", {
  name: "Okta",
  identityName: IdentityName.DISPLAY_NAME,
  externalId: ExternalId.primaryEmail(),
  authPolicy: policy,
});

// What to paste into Okta.
new TerraformOutput(stack, "integration_id", { value: integration.integrationId });
new TerraformOutput(stack, "integration_url", { value: integration.integrationUrl });
new TerraformOutput(stack, "auth_token", { value: integration.authToken, sensitive: true });

app.synth();
