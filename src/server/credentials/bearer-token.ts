/** The token of an `Authorization: Bearer` header. Null when there is none. */
export function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization ?? "")?.[1] ?? null;
}
