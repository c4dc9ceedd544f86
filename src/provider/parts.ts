/**
 * What a process of the provider may or may not need, loaded when it is first asked for. Each `require` is a part of its
 * own in the bundle (`tools/bundle/parts.ts`).
 */
export const parts = {
  providerBlock: (): typeof import("./configuration/provider-block") =>
    require("./configuration/provider-block"),
  scimIntegration: (): typeof import("./resources/scim-integration") =>
    require("./resources/scim-integration"),
  scimMapping: (): typeof import("./resources/scim-mapping") => require("./resources/scim-mapping"),
  scimToken: (): typeof import("./resources/scim-token") => require("./resources/scim-token"),
  authPolicy: (): typeof import("./resources/auth-policy") => require("./resources/auth-policy"),
  jwtSigner: (): typeof import("./resources/jwt-signer") => require("./resources/jwt-signer"),
  dataSources: (): typeof import("./data-sources/data-sources") => require("./data-sources/data-sources"),
  listResources: (): typeof import("./lists/lists") => require("./lists/lists"),
  actions: (): typeof import("./actions/actions") => require("./actions/actions"),
  ephemerals: (): typeof import("./ephemerals/ephemerals") => require("./ephemerals/ephemerals"),
  functions: (): typeof import("./functions/functions") => require("./functions/functions"),
  encodedSchema: (): typeof import("./encoded-schema") => require("./encoded-schema"),
};
