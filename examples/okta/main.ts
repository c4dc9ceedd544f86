import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  IdentityName,
  IdentityProvider,
  NetfoundryProvider,
  ScimIntegration,
} from "netfoundry-scim/constructs";

const app = new App();
const stack = new TerraformStack(app, "okta");
new LocalBackend(stack, { path: "terraform.tfstate" });
new NetfoundryProvider(stack, "netfoundry");

// The access tokens of a custom authorization server carry the user name in "sub". So the user name becomes
// the external ID of the identity. Signer and policy follow from issuer and audience.
const okta = new ScimIntegration(stack, "okta", {
  name: "Okta",
  identityName: IdentityName.DISPLAY_NAME,
  identityProvider: IdentityProvider.okta({
    issuer: "https://example.okta.com/oauth2/default",
    audience: "api://netfoundry",
  }),
});

// In Okta: the SCIM 2.0 app "OAuth Bearer Token", base URL and token.
new TerraformOutput(stack, "integration_url", { value: okta.integrationUrl });
new TerraformOutput(stack, "auth_token", { value: okta.authToken, sensitive: true });

app.synth();
