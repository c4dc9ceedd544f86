/** Path of the edge management API below the base URL. */
export const EDGE_BASE_PATH = "/edge/management/v1";
