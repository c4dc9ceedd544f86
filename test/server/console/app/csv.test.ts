import { csvOf, everyRow } from "../../../../src/server/console/app/parts/table/csv";

test.each(["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])(
  "the cell %j is no formula for a spreadsheet",
  (text) => {
    expect(csvOf([[text]])).toBe(`\uFEFF"'${text}"\r\n`);
  },
);

test("quotes, commas and line breaks stay in their cell", () => {
  expect(csvOf([['say "hi"', "a,b", "a\nb"]])).toBe('\uFEFF"say ""hi""","a,b","a\nb"\r\n');
});

test("every page is read, and no call comes after the last row", async () => {
  const all = Array.from({ length: 1_001 }, (_, at) => at);
  const load = jest.fn(async (page: number, size: number) => ({
    rows: all.slice((page - 1) * size, page * size),
    total: all.length,
  }));
  expect(await everyRow(load)).toEqual(all);
  expect(load.mock.calls.map(([page]) => page)).toEqual([1, 2, 3]);
});

test("a list that shrinks while it is read has an end", async () => {
  expect(await everyRow(async (page) => ({ rows: page === 1 ? [1] : [], total: 2 }))).toEqual([1]);
});
