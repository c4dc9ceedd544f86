import fc from "fast-check";
import { netfoundry } from "../../../src/provider/provider";
import { FunctionError } from "../../../src/tfplugin";
import { CERTIFICATE } from "../../support/certificates";

function call(name: string, argument: string, value: string): unknown {
  const found = netfoundry.functions?.[name];
  if (found === undefined) throw new Error(`no function ${name}`);
  return found.call({ [argument]: value }, []);
}

describe("entra_tenant_url", () => {
  const url = (given: string) => call("entra_tenant_url", "integration_url", given);

  test.each([
    ["https://nf.example/scim/v2/1", "https://nf.example/scim/v2/1?aadOptscim062020"],
    ["https://nf.example/scim/v2/1/", "https://nf.example/scim/v2/1/?aadOptscim062020"],
    ["https://nf.example/scim?tenant=a%20b", "https://nf.example/scim?tenant=a%20b&aadOptscim062020"],
    ["https://nf.example/scim?", "https://nf.example/scim?aadOptscim062020"],
    ["https://nf.example/scim?a=1#part?x", "https://nf.example/scim?a=1&aadOptscim062020#part?x"],
    ["https://nf.example/scim?aadOptscim062020", "https://nf.example/scim?aadOptscim062020"],
    ["https://nf.example/scim?AADOPTSCIM062020=&a=1", "https://nf.example/scim?AADOPTSCIM062020=&a=1"],
  ])("%s becomes %s", (given, expected) => {
    expect(url(given)).toBe(expected);
  });

  test("keeps every query there was, adds the flag once, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (given) => {
        const once = String(url(given));
        const [before, after] = [new URL(given), new URL(once)];
        const flags = [...after.searchParams.keys()].filter((key) => key === "aadOptscim062020");
        expect(flags).toHaveLength(1);
        after.searchParams.delete("aadOptscim062020");
        const kept = [...before.searchParams].filter(([key]) => key !== "");
        expect([...after.searchParams].filter(([key]) => key !== "")).toEqual(kept);
        expect([after.origin, after.pathname, after.hash]).toEqual([
          before.origin,
          before.pathname,
          before.hash,
        ]);
        expect(url(once)).toBe(once);
      }),
    );
  });

  test.each([
    "",
    "nf.example/scim",
    "ftp://nf.example/scim",
    "https:nf.example",
    "https://nf.example/scim\n",
  ])("refuses %j and names the argument", (given) => {
    expect(() => url(given)).toThrow(FunctionError);
    expect(() => url(given)).toThrow(/http or https URL/);
  });
});

describe("validate_scim_path", () => {
  const path = (given: string) => call("validate_scim_path", "path", given);

  test.each(["externalId", 'emails[type eq "work"].value', "name.familyName"])("returns %s", (given) => {
    expect(path(given)).toBe(given);
  });

  test.each([
    ["emails", /several values/],
    ["emails[type eq", /not a SCIM path/],
    ["employeeNumber", /belongs to an extension/],
    ["usernam", /userName/],
  ])("refuses %s with the reason", (given, reason) => {
    expect(() => path(given)).toThrow(reason);
  });
});

describe("normalize_pem", () => {
  const pem = (given: string) => call("normalize_pem", "pem", given);
  const canonical = String(pem(CERTIFICATE));

  test("gives lines of at most 64 characters between the boundary lines, and a final line break", () => {
    const lines = canonical.split("\n");
    expect(lines[0]).toBe("-----BEGIN CERTIFICATE-----");
    expect(lines.slice(-2)).toEqual(["-----END CERTIFICATE-----", ""]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(64);
  });

  test("gives the same for every layout of the same content", () => {
    const layout = fc.record({
      width: fc.integer({ min: 1, max: 100 }),
      indent: fc.constantFrom("", "  ", "\t"),
    });
    fc.assert(
      fc.property(layout, fc.constantFrom("\n", "\r\n"), ({ width, indent }, end) => {
        const content = canonical.replace(/-----[^-]+-----|\s/g, "");
        const lines = content.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
        const text = ["note", "-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join(
          end + indent,
        );
        expect(pem(text)).toBe(canonical);
      }),
    );
  });

  test("keeps several blocks in their order", () => {
    expect(pem(`${CERTIFICATE}\ntext between\n${CERTIFICATE}`)).toBe(canonical + canonical);
  });

  test.each([
    ["no block at all", "hello", /holds no PEM block/],
    ["a block that was cut off in the middle", canonical.slice(0, 100), /holds no PEM block/],
    ["content that is not base64", "-----BEGIN X-----\n???\n-----END X-----", /not base64/],
    ["an empty block", "-----BEGIN X-----\n-----END X-----", /not base64/],
  ])("refuses %s", (_what, given, reason) => {
    expect(() => pem(given)).toThrow(reason);
  });

  test("refuses a private key without quoting it", () => {
    const key = "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0IQ==\n-----END EC PRIVATE KEY-----";
    expect(() => pem(key)).toThrow(/private key/);
    expect(() => pem(key)).not.toThrow(/c2VjcmV0/);
  });
});

test.each([
  ["entra_tenant_url", "integration_url", ""],
  ["validate_scim_path", "path", ""],
  ["validate_scim_path", "path", "emails"],
  ["normalize_pem", "pem", "hello"],
  ["normalize_pem", "pem", "-----BEGIN X-----\n???\n-----END X-----"],
])("%s leaves the full stop after a refusal to terraform, which sets one", (name, argument, value) => {
  expect(() => call(name, argument, value)).toThrow(/[^.?]$/);
});
