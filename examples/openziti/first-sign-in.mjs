/**
 * From a controller without SCIM to a person who signs in there: npm install netfoundry-scim, then
 *
 *   export ZITI_API_HOST=https://ctrl.example.com:1280 ZITI_API_USERNAME=admin
 *   export NF_CA_CERT=ca.pem      # PEM file; leave it out when a public authority signed the certificate
 *   read -rs ZITI_API_PASSWORD && export ZITI_API_PASSWORD
 *   node first-sign-in.mjs
 *
 * It needs Node.js and openssl, and an account that may manage the controller. What it makes there has a name
 * that starts with "First sign-in", and it takes all of it away again, also after a failure.
 */
import { execFileSync, spawn } from "node:child_process";
import { randomBytes, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

const { ZITI_API_HOST: controller, NF_CA_CERT: caFile } = process.env;
if (!controller) throw new Error("ZITI_API_HOST is not set: the URL of the controller");

const run = randomBytes(4).toString("hex");
const name = `First sign-in ${run}`;
const issuer = `https://first-sign-in.example/${run}`;
const email = `ada.${run}@example.com`;
const folder = mkdtempSync(join(tmpdir(), "first-sign-in-"));
const account = { id: "first-sign-in", secret: randomBytes(32).toString("base64url") };
/** What is to be undone, the newest first. */
const undo = [() => rmSync(folder, { recursive: true, force: true })];

try {
  say("Start a gateway to the controller", controller);
  const { url, networkId } = await startGateway();
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  const basic = Buffer.from(`${account.id}:${account.secret}`).toString("base64");
  const signedIn = await call(`${url}/oauth2/token`, {
    headers: { authorization: `Basic ${basic}` },
    body: form,
  });
  const api = bearer(signedIn.access_token);
  const exchanged = await call(`${url}/core/v3/networks/${networkId}/exchange`, {
    headers: api,
    json: { type: "session" },
  });
  const edge = { base: `${url}/edge/management/v1`, headers: { "zt-session": exchanged.value } };

  say("Make a JWT signer at the controller, through the gateway", `issuer ${issuer}`);
  const idp = makeIssuer();
  const signer = await madeThere(edge, "external-jwt-signers", {
    name,
    issuer,
    audience: "openziti",
    certPem: idp.certificate,
    kid: run,
    claimsProperty: "email",
    useExternalId: true,
    enabled: true,
  });

  say("Make an auth policy that lets in who comes with a token of that signer");
  const policy = await madeThere(edge, "auth-policies", {
    name,
    primary: {
      cert: { allowed: false, allowExpiredCerts: false },
      extJwt: { allowed: true, allowedSigners: [signer] },
      updb: {
        allowed: false,
        lockoutDurationMinutes: 0,
        maxAttempts: 5,
        minPasswordLength: 5,
        requireMixedCase: false,
        requireNumberChar: false,
        requireSpecialChar: false,
      },
    },
    secondary: { requireTotp: false },
  });

  say("Make a SCIM integration", "the e-mail address becomes the external ID of the identity");
  const mapping = { authPolicyId: policy, externalIdField: "PRIMARY_EMAIL" };
  const integrations = `${url}/scim/v1/integrations`;
  const made = await call(integrations, { headers: api, json: { networkId, name, mapping } });
  const integration = `${integrations}/${made.id}`;
  undo.unshift(() => call(`${integration}?identities=delete`, { method: "DELETE", headers: api }));
  const { token } = await call(`${integration}/tokens`, { headers: api, json: {} });

  say("Push a person, as Okta does", email);
  const users = `${made.integrationUrl}/Users`;
  const scim = { ...bearer(token), "content-type": "application/scim+json" };
  const filter = encodeURIComponent(`userName eq "${email}"`);
  await call(`${users}?filter=${filter}&startIndex=1&count=100`, { headers: scim });
  await call(users, {
    headers: scim,
    json: {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: email,
      name: { givenName: "Ada", familyName: "Lovelace" },
      emails: [{ primary: true, value: email, type: "work" }],
      displayName: "Ada Lovelace",
      active: true,
    },
  });
  const { id, delivery } = await pushed(integration, api);
  say(`The controller has her identity: ${delivery}`, id);

  say("Ask the gateway whether her token would sign her in");
  const jwt = idp.token({ iss: issuer, aud: "openziti", sub: `00u-${run}`, email });
  const checks = `${url}/core/v3/networks/${networkId}/jwt-checks`;
  const { verdict } = await call(checks, { headers: api, json: { tokens: [jwt] } });
  say(`The check says: ${verdict}`);

  say("Sign her in at the controller", "authenticate?method=ext-jwt");
  const session = await call(`${controller}/edge/client/v1/authenticate?method=ext-jwt`, {
    headers: bearer(jwt),
    json: {},
  });
  if (session.data.identityId !== id) throw new Error("somebody else is signed in");
  say(`${email} is signed in at the controller`);
} finally {
  say("Take away what this script made");
  for (const step of undo) {
    await Promise.resolve(step()).catch((error) => {
      process.exitCode = 1;
      console.error(`could not take away a part: ${error.message}`);
    });
  }
}

function say(what, detail) {
  console.log(detail === undefined ? what : `${what}\n  ${detail}`);
}

function bearer(token) {
  return { authorization: `Bearer ${token}` };
}

/** Runs `netfoundry-scim serve` with a database of its own. Answers its line when it is ready. */
async function startGateway() {
  const manifest = createRequire(import.meta.url).resolve("netfoundry-scim/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  const command = join(dirname(manifest), bin["netfoundry-scim"]);
  const place = ["--port", "0", "--database", join(folder, "gateway.sqlite")];
  const network = ["--controller", controller, ...(caFile ? ["--controller-ca", caFile] : [])];
  const child = spawn(process.execPath, [command, "serve", ...place, ...network], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NF_CLIENT_ID: account.id, NF_CLIENT_SECRET: account.secret },
  });
  let log = "";
  child.stderr.on("data", (text) => {
    log += text;
  });
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
  });
  undo.unshift(() => {
    child.kill();
    return ended;
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    child.once("exit", () => reject(new Error(`the gateway ended:\n${log}`)));
  });
}

/** An identity provider that is only a key and its certificate, so that nobody has to reach it. */
function makeIssuer() {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=idp"];
  const files = ["-keyout", key, "-out", certificate];
  execFileSync("openssl", ["req", "-x509", "-days", "2", ...kind, ...files], { stdio: "ignore" });
  const privateKey = readFileSync(key);
  return {
    certificate: readFileSync(certificate, "utf8"),
    /** A JWT of these claims that is valid for five minutes. */
    token(claims) {
      const now = Math.floor(Date.now() / 1000);
      const parts = [
        { alg: "ES256", typ: "JWT", kid: run },
        { ...claims, iat: now, exp: now + 300 },
      ];
      const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
      const signature = sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" });
      return `${text}.${signature.toString("base64url")}`;
    },
  };
}

/** Makes an object at the controller, and remembers to take it away. Answers its id. */
async function madeThere({ base, headers }, kind, json) {
  const { data } = await call(`${base}/${kind}`, { headers, json });
  undo.unshift(() => untilDone(() => call(`${base}/${kind}/${data.id}`, { method: "DELETE", headers })));
  return data.id;
}

/** The person of the integration, once the controller has the identity. */
function pushed(integration, headers) {
  return untilDone(async () => {
    const { _embedded } = await call(`${integration}/users`, { headers });
    const [person] = _embedded.scimUserList;
    const { state, refusal } = person.delivery;
    if (state !== "delivered") throw new Error(`her identity is ${state}: ${refusal ?? "no answer yet"}`);
    return { id: person.identityId, delivery: state };
  });
}

/** Tries for half a minute: a policy cannot go before the identities that have it. */
async function untilDone(attempt) {
  for (const end = Date.now() + 30_000; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Sends a request, and answers the JSON of its success. A `json` or a `body` makes it a POST. */
function call(url, { method, headers = {}, json, body }) {
  const text = json === undefined ? body?.toString() : JSON.stringify(json);
  const type = json === undefined ? "application/x-www-form-urlencoded" : "application/json";
  const send = url.startsWith("https:") ? https.request : http.request;
  const options = {
    method: method ?? (text === undefined ? "GET" : "POST"),
    // With Brotli allowed, a controller answers 200 to everything.
    headers: {
      ...(text !== undefined && { "content-type": type }),
      "accept-encoding": "identity",
      ...headers,
    },
    ca: caFile && url.startsWith(controller) ? readFileSync(caFile) : undefined,
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request = send(url, options, (response) => {
      let answer = "";
      response.setEncoding("utf8").on("data", (part) => {
        answer += part;
      });
      response.once("end", () => {
        if (response.statusCode < 300) resolve(answer === "" ? null : JSON.parse(answer));
        else
          reject(new Error(`${options.method} ${new URL(url).pathname}: ${response.statusCode} ${answer}`));
      });
    });
    request.once("error", reject).end(text);
  });
}
