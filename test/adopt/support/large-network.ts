import Sqlite from "libsql";
import { type Client, createClient } from "../../../src/client/client";
import type { AuthPolicyChange } from "../../../src/contract/edge/auth-policy";
import type { JwtSignerChange } from "../../../src/contract/edge/jwt-signer";
import type { Mapping } from "../../../src/contract/gateway/mapping";
import { createCertificate } from "../../../src/tfplugin/wire/certificate";
import { CLIENT_ID, CLIENT_SECRET } from "../../support/served";

/** What people and scripts name things. */
export const NASTY_NAMES: readonly string[] = [
  "Okta",
  "okta",
  "OKTA!",
  "日本",
  "大阪",
  "Zürich Straße",
  "line one\nline two\r\n}",
  `$\{path.module} and %{ if true }`,
  `$$\{x} $$$\{x} %%{x}`,
  'say "hi" \\ back\\slash',
  `\`tick\` $\{1 + 1}`,
  "*/ end of comment // # <!-- -->",
  "  spaces around  ",
  "2024",
  "2024 again",
  "class",
  "for",
  "null",
  "a\u2028b\u2029c",
  "\u202eright to left\u202c",
  "family 👨‍👩‍👧 and 🏴\u{e0067}\u{e007f}",
  "tab\there\u0001\u007f",
  "a_1",
  "a1",
  "a 1",
  `$\{TfToken[TOKEN.0]}`,
  "__proto__",
  "constructor",
  "x".repeat(200),
  "-----BEGIN CERTIFICATE-----",
];

const NASTY_TAGS = {
  plain: "value",
  "with space": "x",
  "${key}": `$\{value}`,
  "%{ for }": "a\nb",
  for: "keyword",
  null: "keyword",
  'quo"te': "back\\slash",
  "1st": "digit",
  integration_id: "no reference",
  日本: "Japan",
  "": "empty key",
  "//": "comment",
  "&{TfToken[TOKEN.0]}": "#{TfToken[TOKEN.0]}",
};

/** A client of the network, for somebody who clicks. */
export function clickingClient(url: string): Client {
  return createClient({
    apiUrl: url,
    authUrl: `${url}/oauth2/token`,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
  });
}

/**
 * Gives the objects the invisible characters of their names. The server refuses them today, and earlier
 * versions stored them.
 * @param database the file of the server.
 */
export function hideCharacters(database: string): void {
  const direct = new Sqlite(database);
  try {
    for (const table of ["integrations", "auth_policies", "jwt_signers"]) {
      const update = direct.prepare(`UPDATE ${table} SET name = ? WHERE name = ?`);
      for (let at = 0; at < 60; at += 1) update.run(nameOf(at), visibleName(nameOf(at)));
    }
  } finally {
    direct.close();
  }
}

/** What a name is called until `hideCharacters`. */
function visibleName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}]/gu, "¤");
}

/** Makes 6 signers, 11 policies and 60 integrations as people would, with names of every kind. */
export async function clickLargeNetwork(client: Client): Promise<void> {
  const networkId = await client.networks.defaultId();
  const signers: string[] = [];
  for (let at = 0; at < 6; at += 1) signers.push(idOf(await client.jwtSigners.create(signer(at))));
  const policies = ["default"];
  for (let at = 0; at < 11; at += 1) {
    policies.push(idOf(await client.authPolicies.create(policy(at, signers))));
  }
  for (let at = 0; at < 60; at += 1) {
    const { id } = await client.integrations.create({
      networkId,
      name: visibleName(nameOf(at)),
      adoptIdentities: (["never", "externalId", "name"] as const)[at % 3] ?? "never",
    });
    await client.mappings.put(id, mapping(at, policies[at % policies.length] ?? "default"));
    // Some have no token, and some had one.
    if (at % 5 === 0) continue;
    const { id: tokenId } = await client.tokens.mint(id, token(at));
    if (at % 5 === 1) await client.tokens.revoke(id, tokenId);
  }
}

function idOf({ item }: { readonly item: { readonly id: string } | null }): string {
  return item?.id ?? "";
}

/** Every name is unique in the network. */
function nameOf(at: number): string {
  const name = NASTY_NAMES[at % NASTY_NAMES.length] ?? "";
  return at < NASTY_NAMES.length ? name : `${name} (${at})`;
}

function signer(at: number): JwtSignerChange {
  return {
    name: visibleName(nameOf(at * 5 + 1)),
    enabled: at !== 2,
    issuer: `https://idp.example.com/$\{${at}}`,
    audience: at === 3 ? "%{audience}" : "netfoundry",
    jwksEndpoint: at % 2 === 0 ? `https://idp.example.com/${at}/keys` : null,
    certPem: at % 2 === 0 ? null : certificate(at),
    kid: at % 2 === 0 ? null : `kid ${at}`,
    claimsProperty: at === 4 ? "/user/email" : "email",
    useExternalId: true,
    clientId: at === 4 ? "client" : null,
    scopes: at === 4 ? ["openid", "email", "profile"] : [],
    externalAuthUrl: at === 4 ? "https://idp.example.com/authorize" : null,
    targetToken: at === 5 ? "ID" : "ACCESS",
    tags: at === 0 ? NASTY_TAGS : at === 1 ? { flag: true } : {},
  };
}

/** One of them has Windows' line ends and no last one. */
function certificate(at: number): string {
  const { cert } = createCertificate();
  return at === 5 ? cert.trim().replaceAll("\n", "\r\n") : cert;
}

function policy(at: number, signers: readonly string[]): AuthPolicyChange {
  return {
    name: visibleName(nameOf(at * 3)),
    primary: {
      cert: { allowed: at % 4 === 1, allowExpiredCerts: at === 5 },
      // The first one lets nobody in, the second one any signer.
      extJwt: { allowed: at > 0, allowedSigners: at < 2 ? [] : signers.slice(0, at % 7) },
      updb: {
        allowed: at % 4 === 2,
        minPasswordLength: at === 2 ? 12 : 5,
        requireSpecialChar: at === 2,
        requireNumberChar: false,
        requireMixedCase: at === 6,
        maxAttempts: at === 2 ? 3 : 0,
        lockoutDurationMinutes: at === 2 ? 15 : 0,
      },
    },
    secondary: {
      requireTotp: at === 3,
      requireExtJwtSigner: at === 4 ? (signers[0] ?? null) : null,
    },
    tags: at === 1 ? NASTY_TAGS : {},
  };
}

function mapping(at: number, authPolicyId: string): Mapping {
  const source = (["NONE", "USER_NAME", "PRIMARY_EMAIL", "CUSTOM"] as const)[at % 4] ?? "NONE";
  const paths = ['emails[type eq "work"].value', "externalId", "urn:example:ext:2.0:User:badge"];
  return {
    identityNameField:
      (["USER_NAME", "DISPLAY_NAME", "FORMATTED_NAME", "NICK_NAME"] as const)[at % 4] ?? "USER_NAME",
    identityNameConflict: at % 7 === 0 ? "userName" : "refuse",
    authPolicyId,
    externalIdField: source,
    externalIdCustomPath: source === "CUSTOM" ? (paths[at % paths.length] ?? null) : null,
  };
}

function token(at: number) {
  return {
    description: at % 3 === 0 ? null : `for $\{${at}}\nand "more"`,
    lifetimeSeconds: at % 7 === 0 ? null : 3600 * 24 * (30 + at) + (at % 2),
  };
}
