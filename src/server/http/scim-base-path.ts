/** The SCIM base path. An integration URL consists of this path and the integration's id. */
export const SCIM_BASE_PATH = "/scim/v2";
