import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  ExternalId,
  IdentityProvider,
  NetfoundryProvider,
  ScimIntegration,
} from "netfoundry-scim/constructs";

const app = new App();
const stack = new TerraformStack(app, "entra-id");
new LocalBackend(stack, { path: "terraform.tfstate" });
new NetfoundryProvider(stack, "netfoundry");

// signedInBy says that the attribute mapping in Entra ID fills externalId from objectId. See the README.
const entra = new ScimIntegration(stack, "entra", {
  name: "Entra ID",
  identityProvider: IdentityProvider.entraId({
    tenantId: "7c1f0a52-5f6e-4c8b-9d3a-2b4e6f8a0c1d",
    audience: "d3b1f6a0-90c2-4e5d-8f7a-1c2b3a4d5e6f",
  }).signedInBy("oid", ExternalId.custom("externalId")),
});

// In Entra ID: Enterprise application, Provisioning, Tenant URL and Secret Token.
new TerraformOutput(stack, "tenant_url", { value: entra.tenantUrl });
new TerraformOutput(stack, "auth_token", { value: entra.authToken, sensitive: true });

app.synth();
