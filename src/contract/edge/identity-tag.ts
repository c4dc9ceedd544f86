// Apart from the schemas, so that the provider's start does not load them.

/** Tag of an identity made by SCIM: the integration that owns it. */
export const TAG_INTEGRATION = "scimIntegrationId";
/** Tag of an identity made by SCIM: the SCIM user it stands for. */
export const TAG_USER = "scimUserId";
