import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityProvider, NetfoundryProvider, ScimIntegration } from "netfoundry-scim/constructs";
import { parse } from "yaml";

interface Tenant {
  readonly name: string;
  readonly issuer: string;
}

// A compiled program runs from another folder. TENANTS then says where the file is.
const file = process.env.TENANTS ?? join(__dirname, "integrations.yaml");
const tenants: Readonly<Record<string, Tenant>> = parse(readFileSync(file, "utf8"));

const app = new App();
const stack = new TerraformStack(app, "many-integrations");
new LocalBackend(stack, { path: "terraform.tfstate" });
new NetfoundryProvider(stack, "netfoundry");

// The key is the construct id, so an entry may be inserted, moved or renamed without touching the others.
const integrations = Object.entries(tenants).map(([key, { name, issuer }]) => {
  const identityProvider = IdentityProvider.okta({ issuer, audience: "api://netfoundry" });
  return [key, new ScimIntegration(stack, key, { name, identityProvider })] as const;
});

const urls = integrations.map(([key, integration]) => [key, integration.integrationUrl]);
new TerraformOutput(stack, "integration_urls", { value: Object.fromEntries(urls) });
const tokens = integrations.map(([key, integration]) => [key, integration.authToken]);
new TerraformOutput(stack, "auth_tokens", { value: Object.fromEntries(tokens), sensitive: true });

app.synth();
