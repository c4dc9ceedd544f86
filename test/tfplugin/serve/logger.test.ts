import { createLogger } from "../../../src/tfplugin/serve/logger";

describe("log lines", () => {
  const now = () => new Date("2026-11-24T12:00:00.123Z");
  const linesAt = (environment: Record<string, string>) => {
    const lines: string[] = [];
    const logger = createLogger(environment, (line) => lines.push(line), now);
    logger.debug("hello", { count: 2 });
    logger.error("bad");
    return lines;
  };

  test("are JSON with six fraction digits, as terraform reads them", () => {
    expect(linesAt({ TF_LOG: "TRACE" })[0]).toBe(
      '{"count":2,"@level":"debug","@message":"hello","@module":"provider",' +
        '"@timestamp":"2026-11-24T12:00:00.123000Z"}\n',
    );
  });

  test.each([
    [{}, 0],
    [{ TF_LOG: "off" }, 0],
    [{ TF_LOG: "error" }, 1],
    [{ TF_LOG: "debug" }, 2],
    [{ TF_LOG: "json" }, 2],
    [{ TF_LOG: "trace", TF_LOG_PROVIDER: "error" }, 1],
    [{ TF_LOG_PROVIDER: "debug" }, 2],
  ])("follow %j", (environment, count) => {
    expect(linesAt(environment)).toHaveLength(count);
  });
});
