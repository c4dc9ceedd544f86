/** The version of the provider. It equals the version of the package. */
export const VERSION = "0.1.0";
