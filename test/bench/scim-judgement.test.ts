import { judged, type Result } from "../../bench/scim/judgement";
import { operations } from "../../bench/scim/operations";

/** A result of the operation with that key and size; the rest is what most tests do not care for. */
function result(
  key: string,
  perSecond: number,
  some: Partial<Result> & { size?: number; p50?: number },
): Result {
  const { size = null, p50 = 0.5, users = 2000, connections = 8 } = some;
  const operation = operations([10, 1000, 10_000]).find((one) => one.key === key && one.size === size);
  if (operation === undefined) throw new Error(`there is no ${key} of ${size}`);
  const measured = {
    perSecond,
    p50,
    p99: 1,
    serverMicroseconds: 100,
    generatorMicroseconds: 20,
    generatorShare: 0.1,
    refused: new Map(),
  };
  return { users, operation, peer: some.peer ?? operation.peer, connections, measured };
}

describe("with the least number of users", () => {
  test("three times the fastest peer is wanted", () => {
    const [enough, tooFew] = [result("create", 7500, {}), result("create", 7499, {})];
    expect(judged(enough, [enough])).toEqual({
      beside: "peer, in an earlier run: 2,500/s",
      comparison: "3.00 x",
      target: "at least 3 x: met",
      wanted: 7500,
    });
    expect(judged(tooFew, [tooFew]).target).toBe("at least 3 x: missed");
  });

  test("a peer that was measured in this run takes the place of the earlier one", () => {
    const peer = { perSecond: 2000, connections: 8, isHere: true };
    const one = result("create", 6000, { peer });
    expect(judged(one, [one])).toEqual({
      beside: "peer: 2,000/s",
      comparison: "3.00 x",
      target: "at least 3 x: met",
      wanted: 6000,
    });
  });

  test("nothing is compared with a peer that had another number of connections", () => {
    const alone = result("create", 9000, { connections: 1 });
    expect(judged(alone, [alone])).toEqual({ beside: "", comparison: "", target: "", wanted: null });
  });
});

test("with more users, 1.2 times the cost of the same with the least is wanted", () => {
  const few = result("get", 6000, {});
  const others = [few, result("get", 9000, { connections: 1 }), result("put", 9000, {})];
  const many = result("get", 5000, { users: 50_000 });
  expect(judged(many, [...others, many])).toEqual({
    beside: "2,000 users: 6,000/s",
    comparison: "1.20 x the cost",
    target: "at most 1.2 x: met",
    wanted: null,
  });
  const slower = result("get", 4900, { users: 50_000 });
  expect(judged(slower, [...others, slower]).target).toBe("at most 1.2 x: missed");
});

describe("a member of a group of 10,000", () => {
  const users = 50_000;
  const others = [
    result("groupAdd", 2000, { size: 10, connections: 1 }),
    result("groupAdd", 2000, { size: 10, users, connections: 1 }),
    result("groupAdd", 4000, { size: 10, users }),
  ];

  test("costs at most 1.3 times what one of a group of 10 costs", () => {
    const large = result("groupAdd", 3000, { size: 10_000, users });
    expect(judged(large, [...others, large])).toEqual({
      beside: "group of 10: 4,000/s",
      comparison: "1.33 x the cost",
      target: "at most 1.3 x: missed",
      wanted: null,
    });
  });

  test("one at a time, takes less than a millisecond", () => {
    const large = result("groupAdd", 1900, { size: 10_000, users, connections: 1, p50: 1 });
    expect(judged(large, [...others, large]).target).toBe("at most 1.3 x: met; p50 under 1 ms: missed");
  });
});
