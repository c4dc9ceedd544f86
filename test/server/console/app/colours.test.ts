import { readFileSync } from "node:fs";
import { join } from "node:path";

const TOKENS = readFileSync(join(__dirname, "../../../../src/server/console/app/style/tokens.css"), "utf8");

/** WCAG 2.2: 4.5 for text (1.4.3), 3 for the border of a control (1.4.11). */
test.each([
  ["text", "background", 4.5],
  ["text", "shaded", 4.5],
  ["text", "selected", 4.5],
  ["sub", "background", 4.5],
  ["sub", "shaded", 4.5],
  ["primary", "background", 4.5],
  ["on-primary", "primary", 4.5],
  ["good", "good-background", 4.5],
  ["warn", "warn-background", 4.5],
  ["bad", "bad-background", 4.5],
  ["input-stroke", "background", 3],
  ["input-stroke", "shaded", 3],
])("%s on %s has a contrast of at least %d, light and dark", (front, back, least) => {
  for (const look of [0, 1] as const) {
    expect(contrast(colour(front, look), colour(back, look))).toBeGreaterThanOrEqual(least);
  }
});

function colour(name: string, look: 0 | 1): string {
  const pair = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(TOKENS);
  if (pair === null) throw new Error(`tokens.css has no colour --${name}`);
  return pair[look + 1] ?? "";
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
