import { readFileSync } from "node:fs";
import { join } from "node:path";
import { marked } from "marked";
import { type Browser, chromium } from "playwright-core";
import { packageRoot } from "../../src/cli/package-root";
import { exitWith } from "../exit-with";
import { takeConsolePictures } from "./console-pictures";

const BROWSER = process.env.CHROMIUM_BIN || "/usr/bin/chromium";
/** The golden folder whose report the README shows. */
const SHOWN = "test/review/golden/policy-forbids-jwt";
/** Looks about as a comment does where pull requests are read. */
const COMMENT_STYLE = `
  body { margin: 0; background: #fff; color: #1f2328; }
  main { padding: 20px; width: 760px; }
  body { font: 15px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
  h2 { margin: 0 0 12px; padding-bottom: 8px; border-bottom: 1px solid #d1d9e0; font-size: 21px; }
  code { padding: 2px 5px; border-radius: 5px; background: #eff1f3; font: 13px ui-monospace, monospace; }
  ul { padding-left: 24px; } li { margin: 6px 0; }`;

/** Takes the pictures of the README anew: `npm run screenshots`. Needs Chromium. */
async function takeScreenshots(): Promise<void> {
  const { directory } = packageRoot();
  const shown = (file: string) => readFileSync(join(directory, SHOWN, file), "utf8");
  const image = (name: string) => join(directory, "docs/images", name);
  const comment = await marked.parse(shown("report.md"));
  const browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox"] });
  try {
    const opened = comment.replace("<details>", "<details open>");
    await shoot(
      browser,
      `<style>${COMMENT_STYLE}</style><main>${opened}</main>`,
      "main",
      image("review-comment.png"),
    );
    await shoot(browser, shown("report.svg"), "svg", image("review-picture.png"));
    await takeConsolePictures(browser, image);
  } finally {
    await browser.close();
  }
}

/** Takes a picture of one element of a page that needs no network. */
async function shoot(browser: Browser, html: string, element: string, path: string): Promise<void> {
  const page = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: 900, height: 600 } });
  await page.setContent(html);
  await page.locator(element).screenshot({ path });
  await page.close();
}

void exitWith(takeScreenshots());
