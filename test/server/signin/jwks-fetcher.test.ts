import { mayFetchFrom } from "../../../src/server/signin/jwks-address";
import { jwksFetcher } from "../../../src/server/signin/jwks-fetcher";
import { Loopback } from "./support/issuer";

const fetchHere = jwksFetcher({ allowPrivate: true });
let endpoint: Loopback;
let asked: string[];

beforeAll(async () => {
  endpoint = await Loopback.start((request, response) => {
    const url = request.url ?? "";
    asked.push(url);
    const hop = /^\/hop\/(\d+)$/.exec(url)?.[1];
    const elsewhere: Record<string, string> = {
      "/to-metadata": "http://169.254.169.254/latest/meta-data",
      "/to-file": "file:///etc/passwd",
    };
    if (url === "/silent") return;
    if (url === "/large") return response.end(`{"keys":["${"x".repeat(300 * 1024)}"]}`);
    if (url === "/letter") return response.end("Dear reader");
    if (url === "/broken") return response.writeHead(500).end();
    const location = hop === "0" ? undefined : hop ? `/hop/${Number(hop) - 1}` : elsewhere[url];
    if (location !== undefined) return response.writeHead(302, { location }).end();
    return response.end('{"keys":[{"kid":"k1"}]}');
  });
});
afterAll(() => endpoint.stop());
beforeEach(() => {
  asked = [];
});

/** An address of the network that 6to4 gives to an IPv4 address. */
function sixToFour(ipv4: string): string {
  const [first, second] = Buffer.from(ipv4.split(".").map(Number)).toString("hex").match(/.{4}/g) ?? [];
  return `2002:${first}:${second}::1`;
}

describe("rule 29: fetching a JWKS", () => {
  test("rule 29: follows five redirects and not six", async () => {
    expect(await fetchHere(`${endpoint.url}/hop/5`)).toEqual([{ kid: "k1" }]);
    await expect(fetchHere(`${endpoint.url}/hop/6`)).rejects.toThrow("redirects more than 5 times");
  });

  test.each([
    ["/to-metadata", "fetches no keys"],
    ["/to-file", "not an http or https URL"],
    ["/large", "more than 262144 bytes"],
    ["/letter", "not answer with a JWKS"],
    ["/broken", "answers 500"],
  ])("rule 29: %s is refused", async (path, reason) => {
    await expect(fetchHere(endpoint.url + path)).rejects.toThrow(reason);
    expect(asked).toEqual([path]);
  });

  test("rule 29: an endpoint that does not answer is given up", async () => {
    const impatient = jwksFetcher({ allowPrivate: true, timeout: 50 });
    await expect(impatient(`${endpoint.url}/silent`)).rejects.toThrow("did not answer within 50 ms");
  });

  test("rule 29: without private addresses, neither such an address nor its name is fetched", async () => {
    const outside = jwksFetcher({ allowPrivate: false });
    await expect(outside(endpoint.url)).rejects.toThrow("fetches no keys");
    const byName = endpoint.url.replace("127.0.0.1", "localhost");
    await expect(outside(byName)).rejects.toThrow("fetches no keys");
    expect(asked).toEqual([]);
  });

  test("rule 29: a port nobody listens on is said to be unreachable", async () => {
    const gone = await Loopback.start(() => undefined);
    await gone.stop();
    await expect(fetchHere(gone.url)).rejects.toThrow("cannot be reached (ECONNREFUSED)");
  });

  test.each([
    ["169.254.169.254", false, false],
    ["::ffff:169.254.169.254", false, false],
    ["fe80::1", false, false],
    ["fd00:ec2::254", false, false],
    ["0.0.0.0", false, false],
    ["::", false, false],
    ["127.0.0.1", true, false],
    ["::1", true, false],
    ["::ffff:127.0.0.1", true, false],
    ["10.1.2.3", true, false],
    ["192.168.1.1", true, false],
    ["168.63.129.16", false, false],
    ["192.0.0.192", false, false],
    ["fd20:ce::254", false, false],
    ["fe80::1%eth0", false, false],
    ["fec0::1", true, false],
    ["64:ff9b:1::a00:1", true, false],
    ["93.184.216.34", true, true],
    ["2606:2800:220:1::1", true, true],
    ["no address", false, false],
  ])("rule 29: %s with private addresses allowed: %s, without: %s", (address, allowed, otherwise) => {
    expect([mayFetchFrom(address, true), mayFetchFrom(address, false)]).toEqual([allowed, otherwise]);
  });

  // RFC 6052 (NAT64), RFC 4291 section 2.5.5.1 (IPv4-compatible) and RFC 3056 (6to4).
  describe.each([
    ["64:ff9b::", (ipv4: string) => `64:ff9b::${ipv4}`],
    ["::", (ipv4: string) => `::${ipv4}`],
    ["2002::", sixToFour],
  ])("rule 29: an IPv4 address inside %s", (_form, inside) => {
    test.each([
      ["169.254.169.254", false, false],
      ["168.63.129.16", false, false],
      ["127.0.0.1", true, false],
      ["10.1.2.3", true, false],
      ["172.31.255.255", true, false],
      ["172.32.0.1", true, true],
      ["93.184.216.34", true, true],
    ])("rule 29: %s is judged as itself", (ipv4, allowed, otherwise) => {
      const address = inside(ipv4);
      expect([mayFetchFrom(address, true), mayFetchFrom(address, false)]).toEqual([allowed, otherwise]);
    });
  });
});
