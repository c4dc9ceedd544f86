import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { wrapped } from "../../src/cli/output/wrap";
import { TOKEN_STANDINGS } from "../../src/contract/gateway/token-standing";
import { TOKEN_STATES } from "../../src/contract/gateway/token-state";
import { picture } from "../../src/token-slots/picture/picture";
import { statusReport } from "../../src/token-slots/report/status-report";
import { day, NOW, okta, slot, token } from "../token-slots/tokens";
import { ROOT } from "./examples";

const GUIDE = readFileSync(join(ROOT, "docs/guides/token-rotation.md"), "utf8");

/** What the log and the metrics say of a refused token. */
const WHY = [
  "unknown token",
  "token of another integration",
  ...TOKEN_STATES.map((state) => `${state} token`),
];

/** The code in the first cell of each row of a table. */
const SEEN = [...GUIDE.matchAll(/^\| (?!---)(.+?) \|/gm)]
  .flatMap(([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)])
  .map(([, code = ""]) => code);

const SOURCES = sources();

test("the picture in the guide is the one that token status draws", () => {
  const life = { createdAt: day(-4), expiresAt: day(86) };
  const own = token({ ...life, lastUsedAt: null });
  const former = token({ id: "t-1", state: "overlapping", lastUsedAt: day(-0.01), overlapEndsAt: day(10) });
  const schedule = { rotateBefore: "14d", rotateAfter: day(72), expectedUseWithin: "1d" };
  const report = statusReport({
    slots: [slot({ ...life, ...schedule })],
    integrations: [okta(own, former)],
    at: NOW,
    expiringMs: undefined,
  });
  const screen = { columns: 80, unicode: true, paint: (_: string, text: string) => text, wrap: wrapped };
  expect(GUIDE).toContain(`\`\`\`text\n${picture(report, screen)}\`\`\`\n`);
});

test("the tables of the guide name every standing of a token", () => {
  for (const standing of [...TOKEN_STANDINGS, "missing"].filter((one) => one !== "live"))
    expect(SEEN).toContain(standing);
});

test.each(SEEN)("somebody may see %s", (words) => {
  const why = /why"?[:=]"(.+)"/.exec(words)?.[1];
  if (why !== undefined) expect(WHY).toContain(why);
  const label = /token="(.+)"/.exec(words)?.[1];
  if (label !== undefined) expect(TOKEN_STANDINGS).toContain(label);
  // The words of Okta, with ours at the end.
  const ours = words.replace(/^Unauthorized\. .*server: /, "").replace(/(?:\{.*|"why":.*|^"\w+"$)/, "");
  const parts = ours.split("…").map((part) => part.trim());
  expect(parts.filter((part) => !SOURCES.includes(part))).toEqual([]);
});

/** Our sources, with the texts in them that are put together from parts. */
function sources(): string {
  const folders = [
    "provider/scim-token",
    "token-slots",
    "cli/token",
    "server/metrics",
    "server/http",
    "contract/gateway",
  ];
  return folders
    .map((folder) => join(ROOT, "src", folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => readFileSync(join(folder, name), "utf8")),
    )
    .join("\n")
    .replace(/["`] \+\n\s*["`]/g, "")
    .replace(/\$\{token\} \$\{verb\}/g, "An auth token will")
    .replace(/\$\{verb\}/g, "will")
    .replace(/\$\{refused\}/g, "Pushes are refused.");
}
