import { join, resolve } from "node:path";

/** Where the golden folders are. */
export const GOLDEN_FOLDER = join(resolve(__dirname, ".."), "golden");

/** Stands in the place of each token and credential of a golden plan. No report may show it. */
export const PLANTED = "planted-secret-0123456789abcdef";
