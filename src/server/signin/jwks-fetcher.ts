import { type LookupAddress, lookup } from "node:dns";
import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { parseUrl } from "../../contract/parse-url";
import { mayFetchFrom } from "./jwks-address";
import { type JsonWebKeyFacts, JwksError } from "./sign-in-network";

/** Domain rule 29. */
const LIMITS = { milliseconds: 5000, redirects: 5, bytes: 256 * 1024 };

interface JwksFetcherOptions {
  /** Whether the fetcher may connect to loopback and private addresses. */
  readonly allowPrivate: boolean;
  /** For all redirects together, in milliseconds. The default is five seconds. */
  readonly timeout?: number | undefined;
}

/** Makes the function that fetches key sets, as {@link documentFetcher} fetches documents. */
export function jwksFetcher(options: JwksFetcherOptions) {
  const fetchDocument = documentFetcher(options);
  return async (endpoint: string): Promise<readonly JsonWebKeyFacts[]> =>
    keysOf(await fetchDocument(endpoint));
}

/**
 * Makes the function that fetches the text at an address, within the limits of domain rule 29. It checks the
 * address as it connects, and again for each redirect. So a name cannot resolve to one address for the check
 * and to another for the connection.
 */
export function documentFetcher({ allowPrivate, timeout = LIMITS.milliseconds }: JwksFetcherOptions) {
  /** @throws JwksError */
  return async (endpoint: string): Promise<string> => {
    const signal = AbortSignal.timeout(timeout);
    try {
      return await follow(endpoint, { allowPrivate, signal }, LIMITS.redirects);
    } catch (error) {
      if (error instanceof JwksError) throw error;
      if (signal.aborted) throw new JwksError(`the endpoint did not answer within ${timeout} ms`);
      const { code } = error as { code?: string };
      throw new JwksError(`the endpoint cannot be reached${code === undefined ? "" : ` (${code})`}`);
    }
  };
}

interface Attempt {
  readonly allowPrivate: boolean;
  readonly signal: AbortSignal;
}

async function follow(endpoint: string, attempt: Attempt, redirectsLeft: number): Promise<string> {
  const url = allowedUrl(endpoint, attempt.allowPrivate);
  const response = await request(url, attempt);
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    response.destroy();
    if (redirectsLeft === 0)
      throw new JwksError(`the endpoint redirects more than ${LIMITS.redirects} times`);
    const target = parseUrl(headers.location, url.href);
    if (target === null) throw new JwksError("the endpoint redirects to something that is not a URL");
    return follow(target.href, attempt, redirectsLeft - 1);
  }
  if (statusCode === 200) return bodyOf(response);
  response.destroy();
  throw new JwksError(`the endpoint answers ${statusCode}`);
}

function allowedUrl(endpoint: string, allowPrivate: boolean): URL {
  const url = parseUrl(endpoint);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new JwksError("the endpoint is not an http or https URL");
  }
  // The lookup of a name checks its addresses. An IP address is never looked up, so it is checked here.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !mayFetchFrom(host, allowPrivate)) throw refusedAddress();
  return url;
}

function request(url: URL, { allowPrivate, signal }: Attempt): Promise<IncomingMessage> {
  const get = url.protocol === "https:" ? getHttps : getHttp;
  const headers = { accept: "application/json" };
  const options = { signal, headers, agent: false, lookup: checkedLookup(allowPrivate) } as const;
  return new Promise((resolve, reject) => {
    get(url, options, resolve).once("error", reject);
  });
}

function checkedLookup(allowPrivate: boolean): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return callback(error, []);
      const allowed = found.filter(({ address }) => mayFetchFrom(address, allowPrivate));
      const [first] = allowed;
      if (first === undefined) return callback(refusedAddress(), []);
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMITS.bytes) {
      response.destroy();
      throw new JwksError(`the endpoint answers more than ${LIMITS.bytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function keysOf(text: string): readonly JsonWebKeyFacts[] {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (Array.isArray(keys)) {
      return keys.filter((key): key is JsonWebKeyFacts => typeof key === "object" && key !== null);
    }
  } catch {
    // Text that is no JSON holds no keys either.
  }
  throw new JwksError("the endpoint does not answer with a JWKS: an object with a list named keys");
}

function refusedAddress(): JwksError {
  return new JwksError("the server fetches no keys from the address of the endpoint");
}
