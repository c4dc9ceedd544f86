import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { Gateway } from "../../server/network/support/gateway";

const ROOT = resolve(__dirname, "../../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}
interface Panel {
  readonly title: string;
  readonly description: string;
  readonly targets: readonly { readonly expr: string; readonly legendFormat?: string }[];
}

const RULES: readonly Rule[] = parse(read("examples/openziti/alerts.yml")).groups[0].rules;
const PANELS: readonly Panel[] = JSON.parse(read("examples/openziti/dashboard.json")).panels;
const RUNBOOK = read("docs/guides/live-network-runbook.md");
const QUERIES = [
  ...RULES.map(({ alert, expr }) => ({ from: alert, expr, legend: "" })),
  ...PANELS.flatMap(({ title, targets }) =>
    targets.map(({ expr, legendFormat = "" }) => ({ from: title, expr, legend: legendFormat })),
  ),
];
/** Labels that Prometheus adds to what it scrapes. */
const ADDED = new Set(["job", "instance"]);
const METRIC = /\b(?:netfoundry_scim|nodejs|process)_\w+/g;

/** What `/metrics` of a gateway answers: the names of its series, and the values of each of their labels. */
let series: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

beforeAll(async () => {
  const gateway = await Gateway.start();
  try {
    const { server } = gateway;
    const to = await server.connected("okta");
    const id = await gateway.addUser(to, "ada");
    await gateway.addUser(to, "grace");
    // One request for each metric that has no sample before: a wrong token, too many wrong passwords, a
    // clash.
    await server.scim({ ...to, token: "wrong" }, "GET", "/Users");
    await server.scim(to, "PUT", `/Users/${id}`, { userName: "grace", active: false });
    const headers = {
      authorization: `Basic ${Buffer.from("test-client:wrong").toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    };
    for (let at = 0; at < 30; at += 1) {
      await server.send("POST", "/oauth2/token", { headers, text: "grant_type=client_credentials" });
    }
    series = seriesOf(String((await server.send("GET", "/metrics")).body));
  } finally {
    await gateway.stop();
  }
});

test.each(QUERIES.map((query) => [query.from, query] as const))(
  "%s asks for what /metrics has",
  (_, query) => {
    const names = query.expr.match(METRIC) ?? [];
    expect(names.length > 0 || query.from === "ScimGatewayDown").toBe(true);
    expect(names.filter((name) => !series.has(name))).toEqual([]);
    const labels = names.flatMap((name) => [...(series.get(name)?.keys() ?? [])]);
    expect(labelsOf(query).filter((label) => !labels.includes(label) && !ADDED.has(label))).toEqual([]);
  },
);

test.each(["state", "kind", "token"])("a query names no value of %s that no series has", (label) => {
  const known = new Set([...series.values()].flatMap((labels) => [...(labels.get(label) ?? [])]));
  const named = QUERIES.flatMap(({ expr }) => [...expr.matchAll(new RegExp(`\\b${label}=~?"([^"]*)"`, "g"))])
    .flatMap(([, values = ""]) => values.split("|"))
    .filter((value) => !known.has(value));
  expect(named).toEqual([]);
});

test("each alert has a section of the runbook, with what to do, and the runbook has no other ones", () => {
  const sections = [...RUNBOOK.matchAll(/^### (Scim\w+)\n([\s\S]*?)(?=^#|(?![\s\S]))/gm)];
  expect(sections.map(([, name]) => name)).toEqual(RULES.map(({ alert }) => alert));
  expect(sections.filter(([, , text = ""]) => !/^1\. /m.test(text)).map(([, name]) => name)).toEqual([]);
  for (const { alert, annotations } of RULES) {
    expect(annotations.runbook).toBe(`live-network-runbook.md#${alert.toLowerCase()}`);
  }
});

test("the runbook says of each metric of the server what it means, and of no other one", () => {
  const rows = [...RUNBOOK.matchAll(/^\| `(\w+)`/gm)].map(([, name = ""]) => name);
  const families = [...series.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, ""));
  expect([...rows].sort()).toEqual([...new Set(families)].sort());
});

function seriesOf(text: string): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const [, name = "", given = ""] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const labels = found.get(name) ?? new Map<string, Set<string>>();
    found.set(name, labels);
    for (const [, label = "", value = ""] of given.matchAll(/(\w+)="([^"]*)"/g)) {
      labels.set(label, (labels.get(label) ?? new Set()).add(value));
    }
  }
  return found;
}

/** The labels that a query selects or groups by, and those that its legend shows. */
function labelsOf({ expr, legend }: { readonly expr: string; readonly legend: string }): readonly string[] {
  const selected = [...expr.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = ""]) => label);
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(/,\s*/));
  const shown = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = ""]) => label);
  return [...selected, ...grouped, ...shown];
}
