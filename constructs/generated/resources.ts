/** The generated binding of every resource, and the provider. */
export * from "./auth-policy";
export * from "./jwt-signer";
export * from "./provider";
export * from "./scim-integration";
export * from "./scim-mapping";
export * from "./scim-token";
