import * as z from "zod/mini";

/** Body of every gateway error. */
export const gatewayError = z.object({
  errors: z.array(z.string()),
  fieldErrors: z.optional(z.array(z.object({ field: z.string(), reason: z.string() }))),
  status: z.object({ code: z.int(), label: z.string() }),
  traceId: z.string(),
});
export type GatewayErrorBody = z.infer<typeof gatewayError>;

const edgeFieldCause = z.object({ field: z.string(), reason: z.string(), value: z.optional(z.unknown()) });
const edgeNestedCause = z.object({ code: z.string(), message: z.string() });

/** Body of every edge error (OpenZiti edge management API). */
export const edgeError = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    cause: z.nullish(z.union([edgeFieldCause, edgeNestedCause])),
    causeMessage: z.optional(z.string()),
  }),
  meta: z.unknown(),
});
export type EdgeErrorBody = z.infer<typeof edgeError>;

/** Error body of the token endpoint (RFC 6749 section 5.2). */
export const oauthError = z.object({ error: z.string(), error_description: z.optional(z.string()) });

/** The edge error codes that this project uses, with their HTTP status. */
export const EDGE_ERROR_STATUS = {
  COULD_NOT_VALIDATE: 400,
  COULD_NOT_PARSE_BODY: 400,
  INVALID_CONTENT_TYPE: 400,
  INVALID_FILTER: 400,
  INVALID_PAGINATION: 400,
  INVALID_SORT_IDENTIFIER: 400,
  INVALID_CERT_PEM: 400,
  INVALID_AUTH_METHOD: 400,
  ENTITY_CAN_NOT_BE_DELETED: 400,
  ENTITY_CAN_NOT_BE_UPDATED: 400,
  UNAUTHORIZED: 401,
  /** Beyond OpenZiti: a page that is not the console's own brought a session of the console. */
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CAN_NOT_DELETE_REFERENCED_ENTITY: 409,
  RATE_LIMITED: 429,
  UNHANDLED: 500,
  UNAVAILABLE: 503,
} as const;
export type EdgeErrorCode = keyof typeof EDGE_ERROR_STATUS;
