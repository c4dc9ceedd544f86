import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { IdentityProvider, NetfoundryProvider, ScimIntegration } from "netfoundry-scim/constructs";

const app = new App();
const stack = new TerraformStack(app, "several-networks");
new LocalBackend(stack, { path: "terraform.tfstate" });

// One provider block for each network. The account of NF_CLIENT_ID must see them all.
for (const network of ["production", "staging"]) {
  const networkId = new TerraformVariable(stack, `${network}_network_id`, { type: "string" });
  const provider = new NetfoundryProvider(stack, network, { alias: network, networkId: networkId.value });
  const okta = new ScimIntegration(stack, `okta_${network}`, {
    name: `Okta ${network}`,
    identityProvider: IdentityProvider.okta({
      issuer: `https://example.okta.com/oauth2/${network}`,
      audience: "api://netfoundry",
    }),
    provider,
  });
  new TerraformOutput(stack, `${network}_integration_url`, { value: okta.integrationUrl });
  new TerraformOutput(stack, `${network}_auth_token`, { value: okta.authToken, sensitive: true });
}

app.synth();
