import { GatheringSink, type LogSink, logging } from "../../../src/server/http/logging";

let written: string[];
let sink: GatheringSink;

beforeEach(() => {
  jest.useFakeTimers();
  written = [];
  sink = new GatheringSink({ write: (line) => written.push(line) });
});
afterEach(() => {
  sink.close();
  jest.useRealTimers();
});

test("lines of answers of one moment are one write", () => {
  sink.write("one\n");
  sink.write("two\n");
  expect(written).toEqual([]);
  jest.runAllTimers();
  expect(written).toEqual(["one\ntwo\n"]);
});

test("a line that is no answer is written at once, behind those before it", () => {
  const { stream } = logging(sink) as { readonly stream: LogSink };
  sink.write("answered\n");
  stream.write("SCIM request refused\n");
  expect(written).toEqual(["answered\nSCIM request refused\n"]);
});

test("closing writes what is left", () => {
  sink.write("last\n");
  sink.close();
  expect(written).toEqual(["last\n"]);
});
