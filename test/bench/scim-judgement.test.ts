import { judged, overOld, type Result } from "../../bench/scim/judgement";
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
  return {
    users,
    operation,
    peer: some.peer ?? operation.peer,
    old: some.old ?? null,
    connections,
    measured,
  };
}

describe("with the least number of users", () => {
  test("of a write twice the fastest peer is wanted, of a read half as much again", () => {
    const [enough, tooFew] = [result("create", 5000, {}), result("create", 4999, {})];
    expect(judged(enough, [enough])).toEqual({
      beside: "peer, in an earlier run: 2,500/s",
      comparison: "2.00 x",
      target: "at least 2 x: met",
      wanted: 5000,
    });
    expect(judged(tooFew, [tooFew]).target).toBe("at least 2 x: missed");
    const read = result("get", 5850, {});
    expect(judged(read, [read]).target).toBe("at least 1.5 x: met");
  });

  test("a peer that was measured in this run takes the place of the earlier one", () => {
    const peer = { perSecond: 2000, connections: 8, isHere: true };
    const one = result("create", 6000, { peer });
    expect(judged(one, [one])).toEqual({
      beside: "peer: 2,000/s",
      comparison: "3.00 x",
      target: "at least 2 x: met",
      wanted: 4000,
    });
  });

  test("nothing is compared with a peer that had another number of connections", () => {
    const alone = result("create", 9000, { connections: 1 });
    expect(judged(alone, [alone])).toEqual({ beside: "", comparison: "", target: "", wanted: null });
  });
});

test("with more users, 1.3 times the cost of the same with the least is wanted", () => {
  const few = result("get", 6000, {});
  const others = [few, result("get", 9000, { connections: 1 }), result("put", 9000, {})];
  const many = result("get", 5000, { users: 50_000 });
  expect(judged(many, [...others, many])).toEqual({
    beside: "2,000 users: 6,000/s",
    comparison: "1.20 x the cost",
    target: "at most 1.3 x: met",
    wanted: null,
  });
  const slower = result("get", 4600, { users: 50_000 });
  expect(judged(slower, [...others, slower]).target).toBe("at most 1.3 x: missed");
});

test("beside an older commit, four fifths of its requests a second are wanted", () => {
  const old = result("get", 5000, {}).measured;
  expect(overOld(result("get", 4000, { old }))).toBe("0.80 x of 5,000/s");
  expect(overOld(result("get", 3900, { old }))).toBe("0.78 x of 5,000/s: under 0.8 x");
  expect(overOld(result("get", 3900, {}))).toBe("");
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
