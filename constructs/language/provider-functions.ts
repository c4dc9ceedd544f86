import { call, type IResolvable, ref, Token } from "../framework";

/**
 * A text as an argument. The framework escapes neither quotes nor templates in the arguments of a call, so a
 * plain text goes in as a literal of Terraform's language.
 */
function argument(text: string): string | IResolvable {
  if (Token.isUnresolved(text)) return text;
  return ref(JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{"));
}

/** Calls a function of the provider. Terraform 1.8 and OpenTofu 1.7 are the first that can. */
function callProvider(name: string, ...values: string[]): string {
  return Token.asString(call(`provider::netfoundry::${name}`, values.map(argument)));
}

/** The functions of the provider, as `Fn` has those of Terraform. Terraform 1.8 or later calls them. */
export const NetfoundryFn = {
  /** The integration URL with the flag that makes Entra ID follow the RFC. */
  entraTenantUrl(integrationUrl: string): string {
    return callProvider("entra_tenant_url", integrationUrl);
  },

  /** PEM text in one form, so that two texts with the same content are equal. */
  normalizePem(pem: string): string {
    return callProvider("normalize_pem", pem);
  },

  /** The SCIM path, if `ExternalId.custom` takes it. Otherwise Terraform fails with the reason. */
  validateScimPath(path: string): string {
    return callProvider("validate_scim_path", path);
  },
} as const;
