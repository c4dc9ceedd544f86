import { GROUP, type ResourceKind, sameName, USER } from "../../contract/scim/resource";
import type { ScimAttribute, ScimSchema } from "../../contract/scim/schema";
import { MAX_BULK_OPERATIONS } from "./bulk/bulk-request";
import { CURSOR_TIMEOUT } from "./lists/cursor";
import { DEFAULT_COUNT, MAX_COUNT } from "./lists/page-request";
import { MAX_BULK_PAYLOAD } from "./size-limits";

const CONFIG_URN = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
const RESOURCE_TYPE_URN = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const SCHEMA_URN = "urn:ietf:params:scim:schemas:core:2.0:Schema";

const KINDS: readonly ResourceKind[] = [USER, GROUP];

/** A document that describes this server. */
export type DiscoveryDocument = Readonly<Record<string, unknown>> & {
  readonly meta: { readonly resourceType: string; readonly location: string };
};

/** The features of this server (RFC 7643 section 5, paging from RFC 9865 section 4). */
export function serviceProviderConfig(baseUrl: string): DiscoveryDocument {
  return {
    schemas: [CONFIG_URN],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: MAX_BULK_OPERATIONS, maxPayloadSize: MAX_BULK_PAYLOAD },
    filter: { supported: true, maxResults: MAX_COUNT },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: "index",
      defaultPageSize: DEFAULT_COUNT,
      maxPageSize: MAX_COUNT,
      cursorTimeout: CURSOR_TIMEOUT,
    },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Auth token",
        description: "The auth token of the integration, sent as a bearer token",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${baseUrl}/ServiceProviderConfig` },
  };
}

/** The kinds of resources (RFC 7643 section 6). */
export function resourceTypes(baseUrl: string): DiscoveryDocument[] {
  return KINDS.map((kind) => ({
    schemas: [RESOURCE_TYPE_URN],
    id: kind.name,
    name: kind.name,
    description: kind.core.description,
    endpoint: kind.endpoint,
    schema: kind.core.id,
    schemaExtensions: kind.extensions.map(({ id }) => ({ schema: id, required: false })),
    meta: { resourceType: "ResourceType", location: `${baseUrl}/ResourceTypes/${kind.name}` },
  }));
}

/** The schemas of all kinds (RFC 7643 section 7). */
export function schemas(baseUrl: string): DiscoveryDocument[] {
  return KINDS.flatMap((kind) => [kind.core, ...kind.extensions]).map((schema) =>
    schemaDocument(schema, baseUrl),
  );
}

/** The document with an id, whose case does not count. Null when there is none. */
export function findDocument(documents: readonly DiscoveryDocument[], id: string): DiscoveryDocument | null {
  return documents.find((document) => typeof document.id === "string" && sameName(document.id, id)) ?? null;
}

function schemaDocument(schema: ScimSchema, baseUrl: string): DiscoveryDocument {
  return {
    schemas: [SCHEMA_URN],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(attributeDocument),
    meta: { resourceType: "Schema", location: `${baseUrl}/Schemas/${schema.id}` },
  };
}

function attributeDocument(attribute: ScimAttribute): Readonly<Record<string, unknown>> {
  const { canonicalValues, referenceTypes, subAttributes, ...characteristics } = attribute;
  return {
    ...characteristics,
    ...(canonicalValues.length > 0 && { canonicalValues }),
    ...(referenceTypes.length > 0 && { referenceTypes }),
    ...(subAttributes.length > 0 && { subAttributes: subAttributes.map(attributeDocument) }),
  };
}
