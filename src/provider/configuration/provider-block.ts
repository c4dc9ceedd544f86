import { readFileSync } from "node:fs";
import { PROVIDER_AGENT } from "../../contract/managed-by-headers";
import { NETWORK_SETTINGS, zitiConflict } from "../../settings/controller-settings";
import type { ProviderBlock } from "../../settings/environment";
import { type ProviderSettings, providerSettings } from "../../settings/provider-settings";
import { SettingError } from "../../settings/setting-error";
import { withConnection } from "../../settings/target";
import {
  containsUnknown,
  type Diagnostics,
  isUnknown,
  logger,
  type ProviderDefinition,
} from "../../tfplugin";
import { createContext, type ProviderContext } from "../context";
import { VERSION } from "../version";
import { providerSchema } from "./provider-schema";

/** The part of a provider that handles its block. */
type Block = Required<
  Pick<ProviderDefinition<ProviderContext, typeof providerSchema>, "schema" | "validate" | "configure">
>;

/** The provider block: its schema, its rules, and the context that it makes. */
export const providerBlock: Block = {
  schema: providerSchema,

  validate({ config, diagnostics }) {
    const { network_id, network_name, ziti } = config;
    if (ziti !== null && !isUnknown(ziti)) {
      for (const setting of NETWORK_SETTINGS) {
        if (config[setting] === null || isUnknown(config[setting])) continue;
        const { summary, detail } = zitiConflict(setting);
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
    const { managed_by, ...others } = config;
    if (containsUnknown(others)) return null;
    // A plan writes nothing, so it can do without managed_by. In an apply it is known.
    const block = { ...others, managed_by: isUnknown(managed_by) ? null : managed_by };
    // Every value is known here, which the compiler cannot see.
    const settings = settingsOf(block as ProviderBlock, diagnostics);
    if (settings === null) return null;
    const { target, managedBy } = settings;
    if (target.settings.insecureSkipVerify) {
      diagnostics.warning({
        attribute: "insecure_skip_verify",
        summary: "Certificates are not verified",
        detail:
          "insecure_skip_verify (NF_INSECURE_SKIP_VERIFY) is on. Anybody between the provider and the " +
          "API can pretend to be the API and read the credentials. For a private certificate authority " +
          "set ca_cert (NF_CA_CERT) instead.",
      });
    }
    for (const detail of settings.trustProblems) {
      diagnostics.warning({ summary: "Trusted certificates are left out", detail });
    }
    // OpenTofu gives its own version in the same field, and nothing tells the two apart.
    const userAgent = `${PROVIDER_AGENT}${VERSION} (Terraform ${terraformVersion})`;
    const connection = { userAgent, logger, ...(managedBy !== null && { managedBy }) };
    return createContext(withConnection(target, connection), settings);
  },
};

function settingsOf(block: ProviderBlock, diagnostics: Diagnostics): ProviderSettings | null {
  try {
    return providerSettings(block, process.env, (path) => readFileSync(path, "utf8"));
  } catch (failure) {
    if (!(failure instanceof SettingError)) throw failure;
    const { setting, summary, detail } = failure;
    diagnostics.error({ attribute: setting, summary, detail });
    return null;
  }
}
