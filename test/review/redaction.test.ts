import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS, render } from "../../src/review/formats/render";
import { readLog } from "../../src/review/plan/read-log";
import { GOLDEN_FOLDER } from "./goldens/golden-folder";
import { reviewOf } from "./support/review-of";
import { change, planText, SIGNER } from "./support/sample-plan";

const SECRET = "planted-and-secret-0123456789";

function shown(text: string, log = ""): string {
  const report = reviewOf(text, { warnings: readLog(log) });
  return FORMATS.map((format) =>
    render(report, format, { planPath: "plan.json", paint: (_, plain) => plain }),
  ).join("\n");
}

/** A plan that has the secret at one place, and quotes it in an attribute that it shows. */
const quoting = (name: string) =>
  change("netfoundry_auth_policy", "it", { before: { id: "p", name: "a" }, after: { id: "p", name } });
const other = (values: object) => ({ ...change("aws_it", "it", { ...values }), type: "aws_it" });

describe("a secret of a plan is in no output", () => {
  it.each<readonly [string, string]>([
    ["before", planText([quoting(SECRET), other({ before: { a: SECRET }, before_sensitive: { a: true } })])],
    ["after", planText([quoting(SECRET), other({ after: { a: [SECRET] }, after_sensitive: { a: [true] } })])],
    [
      "a whole branch",
      planText([quoting(SECRET), other({ after: { a: { b: SECRET } }, after_sensitive: { a: true } })]),
    ],
    [
      "the drift",
      planText([quoting(SECRET)], {
        resource_drift: [other({ before: { a: SECRET }, before_sensitive: { a: true } })],
      }),
    ],
    [
      "an output",
      planText([quoting(SECRET)], {
        output_changes: { o: { actions: ["create"], after: SECRET, after_sensitive: true } },
      }),
    ],
    [
      "a variable",
      planText([quoting(SECRET)], {
        variables: { v: { value: SECRET } },
        configuration: { root_module: { variables: { v: { sensitive: true } } } },
      }),
    ],
    [
      "the prior state",
      planText([quoting(SECRET)], {
        prior_state: {
          values: {
            root_module: {
              child_modules: [{ resources: [{ values: { t: SECRET }, sensitive_values: { t: true } }] }],
            },
          },
        },
      }),
    ],
    [
      "an output of the state",
      planText([quoting(SECRET)], {
        prior_state: { values: { outputs: { o: { sensitive: true, value: SECRET } } } },
      }),
    ],
    [
      "the planned values",
      planText([quoting(SECRET)], {
        planned_values: {
          root_module: { resources: [{ values: { t: SECRET }, sensitive_values: { t: true } }] },
        },
      }),
    ],
    [
      "a provider block",
      planText([quoting(SECRET)], {
        configuration: {
          provider_config: { netfoundry: { expressions: { client_secret: { constant_value: SECRET } } } },
        },
      }),
    ],
    [
      "the controller of a provider block",
      planText([quoting(SECRET)], {
        configuration: {
          provider_config: {
            netfoundry: { expressions: { ziti: { constant_value: { password: SECRET } } } },
          },
        },
      }),
    ],
    [
      "a lock-out",
      planText([
        change("netfoundry_jwt_signer", "it", {
          before: SIGNER,
          after: { ...SIGNER, audience: SECRET },
          after_sensitive: { audience: true },
        }),
      ]),
    ],
    [
      "the middle of a long value",
      planText([
        quoting(`${"x ".repeat(35)}${SECRET}`),
        other({ before: { a: SECRET }, before_sensitive: { a: true } }),
      ]),
    ],
    ["a URL with a password", planText([quoting(`https://user:${SECRET}@example.com/`)])],
    ["an authorization header", planText([quoting(`Bearer ${SECRET}`)])],
    ["a setting written out", planText([quoting(`client_secret=${SECRET}`)])],
  ])("that stands in %s", (_, text) => {
    expect(shown(text)).not.toContain(SECRET.slice(0, 12));
  });

  it("that stands in the log, in its snippets too", () => {
    const log = JSON.stringify({
      "@level": "warn",
      type: "diagnostic",
      diagnostic: {
        severity: "warning",
        summary: `It quotes ${SECRET}`,
        detail: `and ${SECRET}`,
        snippet: {
          context: "",
          code: `token = "${SECRET}"`,
          values: [{ traversal: "var.t", statement: `is ${SECRET}` }],
        },
      },
    });
    const plan = planText([other({ before: { a: SECRET }, before_sensitive: { a: true } })]);
    const text = shown(plan, log);
    expect(text).toContain("It quotes (sensitive)");
    expect(text).not.toContain(SECRET);
  });

  it("that an answer of the API quotes", () => {
    const live = {
      defaultNetworkId: null,
      networks: {},
      problems: [{ what: "it", reason: `Bearer ${SECRET}` }],
    };
    const report = reviewOf(planText([]), { live });
    expect(JSON.stringify(report)).not.toContain(SECRET);
  });

  it("and what is sensitive is still judged", () => {
    const after = { ...SIGNER, enabled: false };
    const text = planText([
      change("netfoundry_jwt_signer", "it", {
        before: SIGNER,
        after,
        before_sensitive: { enabled: true },
        after_sensitive: { enabled: true },
      }),
    ]);
    const report = reviewOf(text);
    expect(report.findings.map(({ code }) => code)).toEqual(["signer-disabled"]);
    expect(JSON.stringify(report.objects)).toContain("(sensitive)");
  });
});

describe("people of a plan", () => {
  const plan = readFileSync(join(GOLDEN_FOLDER, "for-each", "plan.json"), "utf8");

  it("are masked in addresses and values", () => {
    expect(JSON.stringify(reviewOf(plan))).not.toContain("alice@example.com");
  });

  it("are shown with --show-people", () => {
    expect(JSON.stringify(reviewOf(plan, { showPeople: true }))).toContain("alice@example.com");
  });
});
