/** The SCIM base path; an integration URL is this and the integration's id. */
export const SCIM_BASE_PATH = "/scim/v2";
