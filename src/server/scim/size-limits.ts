/** The bounds of SCIM requests and answers. Bytes count in UTF-8. `docs/guides/limits.md` lists them. */

/** The largest body of a SCIM request, in bytes. */
export const MAX_BODY = 16 * 1024 * 1024;

/** The largest body of a bulk request, in bytes: `bulk.maxPayloadSize` of the ServiceProviderConfig. */
export const MAX_BULK_PAYLOAD = 1024 * 1024;

/** The longest text in an attribute that an index of the database holds, in bytes. */
export const MAX_INDEXED_TEXT = 1024;

/** The longest text in any other attribute, in bytes. */
export const MAX_TEXT = 64 * 1024;

/** The largest user or group, in bytes: the JSON of its attributes. The members of a group do not count. */
export const MAX_RESOURCE = 1024 * 1024;

/** How many members a group may have, however they are added. */
export const MAX_MEMBERS = 50_000;

/** The largest page of a list, in bytes. A page that would be larger holds fewer resources. */
export const MAX_PAGE = 16 * 1024 * 1024;
