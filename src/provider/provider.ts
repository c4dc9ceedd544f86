import { readFileSync } from "node:fs";
import { containsUnknown, type Diagnostics, defineProvider, isUnknown, logger } from "../tfplugin";
import { revokeScimToken, rotateScimToken } from "./actions/scim-token-actions";
import { countingChanges } from "./api/changes-under-way";
import { networkOnly } from "./api/network-only";
import { clash, NETWORK_SETTINGS } from "./configuration/controller-settings";
import type { ProviderBlock } from "./configuration/environment";
import { SettingProblem } from "./configuration/problem";
import { providerSchema } from "./configuration/provider-schema";
import { type ProviderSettings, providerSettings } from "./configuration/settings";
import { createContext, type ProviderContext, type Target } from "./context";
import { dataSources } from "./data-sources/data-sources";
import { scimTokenValue } from "./ephemerals/scim-token-value";
import { functions } from "./functions/functions";
import { listResources } from "./lists/lists";
import { authPolicy } from "./resources/auth-policy";
import { jwtSigner } from "./resources/jwt-signer";
import { scimIntegration } from "./resources/scim-integration";
import { scimMapping } from "./resources/scim-mapping";
import { scimToken } from "./resources/scim-token";
import { VERSION } from "./version";

/** The NetFoundry provider. Configuring it sends nothing; it signs in with its first request. */
export const netfoundry = defineProvider<ProviderContext, typeof providerSchema>({
  address: "registry.terraform.io/netfoundry/netfoundry",
  version: VERSION,
  schema: providerSchema,

  validate({ config, diagnostics }) {
    const { network_id, network_name, ziti } = config;
    if (ziti !== null && !isUnknown(ziti)) {
      for (const setting of NETWORK_SETTINGS.filter((name) => config[name] !== null)) {
        const { summary, detail } = clash(setting);
        diagnostics.error({ attribute: setting, summary, detail });
      }
      return;
    }
    if (isUnknown(network_id) || isUnknown(network_name) || network_id === null || network_name === null)
      return;
    diagnostics.error({
      attribute: "network_name",
      summary: "network_id and network_name do not go together",
      detail: "Both name the network to work in. Keep one of them.",
    });
  },

  configure({ config, terraformVersion, diagnostics }) {
    if (containsUnknown(config)) return null;
    // No value is unknown any more, which the compiler cannot see.
    const settings = settingsOf(config as ProviderBlock, diagnostics);
    if (settings === null) return null;
    const { target } = settings;
    if (target.settings.insecureSkipVerify) {
      diagnostics.warning({
        attribute: "insecure_skip_verify",
        summary: "Certificates are not verified",
        detail:
          "With insecure_skip_verify (NF_INSECURE_SKIP_VERIFY) anybody on the way can pretend to be the API and read the " +
          "credentials. For a private certificate authority set ca_cert (NF_CA_CERT) instead.",
      });
    }
    const userAgent = `terraform-provider-netfoundry/${VERSION} (terraform ${terraformVersion})`;
    return createContext(withAgent(target, userAgent), settings);
  },

  resources: countingChanges({
    netfoundry_scim_integration: networkOnly(scimIntegration),
    netfoundry_scim_mapping: networkOnly(scimMapping),
    netfoundry_scim_token: networkOnly(scimToken),
    netfoundry_auth_policy: authPolicy,
    netfoundry_jwt_signer: jwtSigner,
  }),
  dataSources,
  listResources,
  actions: {
    netfoundry_scim_token_rotate: rotateScimToken,
    netfoundry_scim_token_revoke: revokeScimToken,
  },
  ephemerals: { netfoundry_scim_token_value: scimTokenValue },
  functions,
});

function withAgent(target: Target, userAgent: string): Target {
  const { kind } = target;
  return kind === "network"
    ? { kind, settings: { ...target.settings, userAgent, logger } }
    : { kind, settings: { ...target.settings, userAgent, logger } };
}

function settingsOf(block: ProviderBlock, diagnostics: Diagnostics): ProviderSettings | null {
  try {
    return providerSettings(block, process.env, (path) => readFileSync(path, "utf8"));
  } catch (failure) {
    if (!(failure instanceof SettingProblem)) throw failure;
    const { setting, summary, detail } = failure;
    diagnostics.error({ attribute: setting, summary, detail });
    return null;
  }
}
