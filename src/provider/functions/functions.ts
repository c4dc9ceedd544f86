import { entraTenantUrl } from "./entra-tenant-url";
import { normalizePem } from "./normalize-pem";
import { validateScimPath } from "./validate-scim-path";

/** The provider's functions, by the name after `provider::netfoundry::`. */
export const functions = {
  entra_tenant_url: entraTenantUrl,
  normalize_pem: normalizePem,
  validate_scim_path: validateScimPath,
};
