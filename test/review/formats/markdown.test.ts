import { code, escapeMarkdown } from "../../../src/review/formats/escape-markdown";
import { markdown } from "../../../src/review/formats/markdown";
import { reviewOf } from "../support/review-of";
import { change, planText, SIGNER } from "../support/sample-plan";

const GITHUB_LIMIT = 65_536;
const disabled = (name: string, address?: string) => ({
  ...change("netfoundry_jwt_signer", name, {
    before: { ...SIGNER, id: name },
    after: { ...SIGNER, id: name, enabled: false },
  }),
  ...(address === undefined ? {} : { address }),
});

describe("the Markdown report", () => {
  it.each([
    ["a heading", "x\n# Approved", /^# Approved/m],
    ["a link", "[ok](https://evil.example.com)", /\[ok\]\(https/],
    ["HTML", "<img src=x onerror=alert(1)>", /<img/],
    ["a mention", "@everyone", /@everyone/],
    ["an issue", "#12", /#12\b/],
    [
      "a comment that hides",
      "<!-- netfoundry-scim review --> ",
      /<!-- netfoundry-scim review -->[\s\S]*<!-- netfoundry/,
    ],
    ["a turned direction", "\u202egnp.exe", /\u202e/],
  ])("shows %s of a name as text", (_, name, asMarkup) => {
    const log = [{ address: null, summary: name, detail: name }];
    expect(markdown(reviewOf(planText([]), { warnings: log }))).not.toMatch(asMarkup);
  });

  it("keeps a backtick of an address inside its code", () => {
    const report = markdown(reviewOf(planText([disabled("a", 'netfoundry_jwt_signer.a["`# x`"]')])));
    expect(report).toContain('`` netfoundry_jwt_signer.a["`# x`"] ``');
  });

  it("stays below what GitHub takes, and says loudly that it is cut", () => {
    const changes = Array.from({ length: 900 }, (_, number) => disabled(`signer_${number}`));
    const report = markdown(reviewOf(planText(changes)));
    expect(Buffer.byteLength(report)).toBeLessThan(GITHUB_LIMIT);
    expect(report).toMatch(
      /\*\*This report is cut: \d+ findings and what changes on \d+ objects did not fit\.\*\*/,
    );
  });

  it("is one calm line for a plan without our resources", () => {
    const lines = markdown(reviewOf(planText([])))
      .split("\n")
      .filter((line) => line.startsWith("## "));
    expect(lines).toEqual(["## ✅ Clean: the plan changes nothing of NetFoundry."]);
  });
});

describe("a text in Markdown", () => {
  it("keeps what is no markup as it is", () => {
    expect(escapeMarkdown("primary.ext_jwt.allowed = true, at 09:00")).toBe(
      "primary.ext_jwt.allowed = true, at 09:00",
    );
  });

  it("is code with a longer fence than any run of backticks in it", () => {
    expect(code("a``b")).toBe("``` a``b ```");
  });
});
