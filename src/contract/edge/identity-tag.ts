// This file does not import the schemas, so the provider's start does not load them.

/** Tag of an identity that SCIM made. Its value is the id of the integration that owns the identity. */
export const TAG_INTEGRATION = "scimIntegrationId";
/** Tag of an identity that SCIM made. Its value is the id of the SCIM user. */
export const TAG_USER = "scimUserId";
