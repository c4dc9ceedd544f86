import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  AuthPolicy,
  ExternalId,
  JwtSigner,
  NetfoundryProvider,
  ScimIntegration,
} from "netfoundry-scim/constructs";

const app = new App();
const stack = new TerraformStack(app, "second-factor");
new LocalBackend(stack, { path: "terraform.tfstate" });
new NetfoundryProvider(stack, "netfoundry");

// The first factor: a token of the identity provider, found by its e-mail address.
const staff = new JwtSigner(stack, "staff", {
  name: "Staff",
  issuer: "https://login.example.com",
  audience: "netfoundry",
  jwksEndpoint: "https://login.example.com/keys",
  claimsProperty: "email",
  useExternalId: true,
});

// The second factor: a token that the company's managed devices get. secondaryRequireTotp: true asks for a
// one-time code instead.
const device = new JwtSigner(stack, "device", {
  name: "Managed device",
  issuer: "https://devices.example.com",
  audience: "netfoundry",
  jwksEndpoint: "https://devices.example.com/keys",
  claimsProperty: "email",
  useExternalId: true,
});

const policy = new AuthPolicy(stack, "policy", {
  name: "Staff on managed devices",
  extJwtAllowedSigners: [staff],
  secondaryJwtSigner: device,
});

const integration = new ScimIntegration(stack, "people", {
  name: "Staff",
  externalId: ExternalId.primaryEmail(),
  authPolicy: policy,
});

new TerraformOutput(stack, "integration_url", { value: integration.integrationUrl });
new TerraformOutput(stack, "auth_token", { value: integration.authToken, sensitive: true });

app.synth();
