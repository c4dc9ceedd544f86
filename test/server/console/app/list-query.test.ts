import { listUrl, readList } from "../../../../src/server/console/app/parts/table/list-query";

const SORTS = ["name", "createdAt"];
const FILTERS = [{ name: "kind", label: "Source", options: { scim: "Push", token: "Token" } }];
const CHOICES = { sorts: SORTS, filters: FILTERS };
const read = (query: string) => readList(new URLSearchParams(query), CHOICES, "name,asc");

test("a URL without a query is the start of the list", () => {
  expect(read("")).toEqual({ search: "", sort: "name,asc", page: 1, filters: {} });
});

test.each([
  "page=0",
  "page=-1",
  "page=1.5",
  "page=x",
  "page=1e99",
  "sort=secret,asc",
  "sort=name",
  "sort=name,up",
  "utm_source=mail",
  "kind=nothing",
  "kind=toString",
])("%s counts as absent, because nobody could have chosen it", (query) => {
  expect(read(query)).toEqual(read(""));
});

test("a list is the same after a way through its URL", () => {
  const list = { search: "a&b=c", sort: "createdAt,desc", page: 7, filters: { kind: "scim" } };
  const url = listUrl("/console/audit", list, "name,asc");
  expect(read(url.split("?")[1] ?? "")).toEqual(list);
});

test("the URL leaves out what is as at the start", () => {
  const list = { search: "", sort: "name,asc", page: 1, filters: { kind: "" } };
  expect(listUrl("/console/audit", list, "name,asc")).toBe("/console/audit");
});
