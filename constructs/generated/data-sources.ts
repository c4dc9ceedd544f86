/** The generated binding of every data source. */
export * from "./data-netfoundry-auth-policies";
export * from "./data-netfoundry-auth-policy";
export * from "./data-netfoundry-identities";
export * from "./data-netfoundry-jwt-signer";
export * from "./data-netfoundry-jwt-signers";
export * from "./data-netfoundry-network";
export * from "./data-netfoundry-networks";
export * from "./data-netfoundry-scim-integration";
export * from "./data-netfoundry-scim-integrations";
export * from "./data-netfoundry-scim-mapping";
export * from "./data-netfoundry-scim-mapping-preview";
export * from "./data-netfoundry-scim-mappings";
export * from "./data-netfoundry-scim-token";
export * from "./data-netfoundry-scim-tokens";
export * from "./data-netfoundry-sign-in";
