import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityProvider, NetfoundryProvider, ScimIntegration } from "netfoundry-scim/constructs";

const CLIENT_ID = "482019375561-netfoundry.apps.googleusercontent.com";

const app = new App();
const stack = new TerraformStack(app, "google-workspace");
new LocalBackend(stack, { path: "terraform.tfstate" });
new NetfoundryProvider(stack, "netfoundry");

// The audience of Google's ID tokens is the OAuth client id. Their e-mail address finds the identity.
const google = new ScimIntegration(stack, "google", {
  name: "Google Workspace",
  identityProvider: IdentityProvider.googleWorkspace({ audience: CLIENT_ID, clientId: CLIENT_ID }),
});

new TerraformOutput(stack, "integration_url", { value: google.integrationUrl });
new TerraformOutput(stack, "auth_token", { value: google.authToken, sensitive: true });

app.synth();
