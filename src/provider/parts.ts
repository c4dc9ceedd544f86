/**
 * What a process of the provider may or may not need, loaded when it is first asked for. Each `require` is a part of its
 * own in the bundle (`tools/bundle/parts.ts`).
 */
export const parts = {
  providerBlock: (): typeof import("./configuration/provider-block") =>
    require("./configuration/provider-block"),
  scimIntegration: (): typeof import("./scim-integration/resource") => require("./scim-integration/resource"),
  scimMapping: (): typeof import("./scim-mapping/resource") => require("./scim-mapping/resource"),
  scimToken: (): typeof import("./scim-token/resource") => require("./scim-token/resource"),
  authPolicy: (): typeof import("./auth-policy/resource") => require("./auth-policy/resource"),
  jwtSigner: (): typeof import("./jwt-signer/resource") => require("./jwt-signer/resource"),
  dataSources: (): typeof import("./data-sources") => require("./data-sources"),
  listResources: (): typeof import("./lists") => require("./lists"),
  actions: (): typeof import("./actions") => require("./actions"),
  ephemerals: (): typeof import("./ephemerals") => require("./ephemerals"),
  functions: (): typeof import("./functions/functions") => require("./functions/functions"),
  encodedSchema: (): typeof import("./encoded-schema") => require("./encoded-schema"),
};
