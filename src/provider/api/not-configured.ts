/** Why a plan cannot be looked ahead at while the `warn` hooks get no context. */
export const NOT_CONFIGURED =
  "Part of the provider's configuration is known only after apply, so the provider cannot ask the API now.";
