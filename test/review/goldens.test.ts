import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "../../src/contract/parse";
import type { OnlyKind } from "../../src/review/findings/rule";
import type { Format } from "../../src/review/formats/render";
import { render } from "../../src/review/formats/render";
import { readLog } from "../../src/review/plan/read-log";
import { readPlan } from "../../src/review/plan/read-plan";
import { report as reportSchema } from "../../src/review/report/report";
import { reviewPlan } from "../../src/review/review-plan";
import { ALL_RULES } from "../../src/review/rules/all-rules";
import { readSettings } from "../../src/review/settings/read-settings";
import { ALL_CASES } from "./goldens/all-cases";
import { GOLDEN_FOLDER, PLANTED } from "./goldens/golden-folder";

const GUIDE = join(resolve(__dirname, "../.."), "docs/guides/reviewing-changes.md");

const FILES: Readonly<Record<Format, string>> = {
  terminal: "report.txt",
  markdown: "report.md",
  json: "report.json",
  sarif: "report.sarif",
  junit: "report.xml",
  gitlab: "report.gitlab.json",
  svg: "report.svg",
};

/** `UPDATE_REPORTS=1` writes the reports anew. Look at the difference before you commit it. */
const isUpdating = process.env.UPDATE_REPORTS === "1";

describe("the golden folders", () => {
  it("are those of the cases that make them", () => {
    expect(readdirSync(GOLDEN_FOLDER).sort()).toEqual(ALL_CASES.map(({ name }) => name).sort());
  });

  it("show every rule, and the guide names it", () => {
    const reports = readdirSync(GOLDEN_FOLDER).map((name) =>
      readFileSync(join(GOLDEN_FOLDER, name, "report.json"), "utf8"),
    );
    const guide = readFileSync(GUIDE, "utf8");
    const codes = ALL_RULES.map(({ code }) => code);
    expect(codes.filter((code) => !reports.some((text) => text.includes(`"code": "${code}"`)))).toEqual([]);
    expect(codes.filter((code) => !guide.includes(`| \`${code}\` |`))).toEqual([]);
  });

  describe.each(readdirSync(GOLDEN_FOLDER))("%s", (name) => {
    const file = (path: string) => join(GOLDEN_FOLDER, name, path);
    const text = (path: string) => readFileSync(file(path), "utf8");
    const optional = <T>(path: string, read: (text: string) => T, otherwise: T) =>
      existsSync(file(path)) ? read(text(path)) : otherwise;
    const report = reviewPlan({
      plan: readPlan(text("plan.json")),
      live: optional("live.json", JSON.parse, null),
      warnings: optional("plan.log", readLog, []),
      settings: optional("review.yaml", (yaml) => readSettings(yaml, "review.yaml"), {}),
      only: optional<OnlyKind | null>("only.txt", (kind) => kind.trim() as OnlyKind, null),
      now: optional<string | null>("now.txt", (time) => time.trim(), null),
      today: 0,
      showPeople: false,
    });

    it.each(Object.entries(FILES) as [Format, string][])("gives the expected %s", (format, path) => {
      const rendered = render(report, format, { planPath: "plan.json", paint: (_, plain) => plain });
      if (isUpdating) writeFileSync(file(path), rendered);
      expect(rendered).toBe(text(path));
    });

    it("keeps to the published schema", () => {
      expect(parse(reportSchema, report)).toEqual({ ok: true, value: report });
    });

    it("shows no secret of the plan", () => {
      const shown = Object.keys(FILES).map((format) =>
        render(report, format as Format, { planPath: "plan.json", paint: (_, plain) => plain }),
      );
      expect(shown.filter((one) => one.includes(PLANTED))).toEqual([]);
    });
  });
});
