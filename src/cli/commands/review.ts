import { type Command, InvalidArgumentError, Option } from "commander";
import { helpFooter } from "../help-footer";
import type { ReviewOptions } from "../review/review";
import { parseTime } from "./option-values";

/** Those of the review itself, which this command loads only when it runs. */
const FORMATS = [
  "terminal",
  "markdown",
  "json",
  "sarif",
  "junit",
  "gitlab",
  "svg",
] as const satisfies readonly ReviewOptions["format"][];

const ONLY_KINDS = ["rotations"] as const satisfies readonly NonNullable<ReviewOptions["only"]>[];

/** Adds `netfoundry-scim review`. */
export function addReview(program: Command): void {
  program
    .command("review")
    .description("say what a Terraform plan does to people, and judge it")
    .argument("[plan]", "output of `terraform show -json <plan file>`; - or nothing reads standard input")
    .addOption(new Option("--format <format>", "what to print").choices(FORMATS).default("terminal"))
    .option("--write <format=file>", "write a format to a file as well; may be repeated", parseWrite)
    .option("--log <file>", "output of `terraform plan -json`: it holds the provider's warnings")
    .option("--live", "ask the API how many people are affected, with the provider's environment variables")
    .addOption(new Option("--only <changes>", "block a plan that holds any other change").choices(ONLY_KINDS))
    .option("--config <file>", "severities, schedule and exceptions; review.yaml by default, if there is one")
    .option("--now <time>", "clock of the report (RFC 3339); that of the plan by default", parseTime)
    .option("--show-people", "show e-mail addresses of the plan in full")
    .addOption(
      new Option("--fail-on <verdict>", "the verdict from which on the command fails")
        .choices(["attention", "blocked"])
        .default("attention"),
    )
    .addOption(new Option("--schema <document>", "print a JSON Schema and end").choices(["report", "config"]))
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "A plan and its JSON hold secrets in clear. The report holds none: neither values that " +
            "the plan marks " +
            "as sensitive, nor variables, nor the prior state.",
        ],
        examples: [
          "terraform show -json plan.out | netfoundry-scim review",
          "netfoundry-scim review plan.json --live --format markdown > comment.md",
          "netfoundry-scim review plan.json --write sarif=review.sarif",
          "netfoundry-scim review plan.json --fail-on blocked",
          "netfoundry-scim review plan.json --only rotations && terraform apply plan",
        ],
        failed: "the plan could not be read",
        more: {
          2: "attention: somebody should look (0 with --fail-on blocked)",
          3: "blocked: people lose sign-in, or the effect cannot be judged",
        },
      }),
    )
    .action(async (plan: string | undefined, options: ReviewOptions) => {
      const { review } = require("../review/review") as typeof import("../review/review");
      await review(plan ?? "-", options);
    });
}

/** Parses `json=report.json`, and adds it to the former ones. */
function parseWrite(text: string, former: ReviewOptions["write"] = []): ReviewOptions["write"] {
  const at = text.indexOf("=");
  const [format, file] = [text.slice(0, at), text.slice(at + 1)];
  const known = FORMATS.find((one) => one === format);
  if (known === undefined || file === "")
    throw new InvalidArgumentError(
      `Give a format and a file, as in json=report.json. Formats: ${FORMATS.join(", ")}.`,
    );
  return [...former, { format: known, file }];
}
