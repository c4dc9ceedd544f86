import { ChangesUnderWay, type Waiting } from "../../../src/provider/api/changes-under-way";

let now: number;
let changes: ChangesUnderWay;

beforeEach(() => {
  now = 0;
  changes = new ChangesUnderWay(() => now);
});

/** A change that takes until it is finished. */
function begin(): () => Promise<void> {
  let release = () => {};
  const done = changes.during(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  return async () => {
    release();
    await done;
  };
}

function waitingChanges(count: number): Waiting[] {
  return Array.from({ length: count }, () => {
    begin();
    return changes.wait();
  });
}

const givingUp = (all: readonly Waiting[]) => all.map((waiting) => waiting.shouldGiveUp());

describe("a change that waits for another one", () => {
  test("waits as long as a third one is under way", () => {
    const [waiting] = waitingChanges(1);
    begin();
    now += 3_600_000;
    expect(waiting?.shouldGiveUp()).toBe(false);
  });

  test("gives up once nothing has moved for eight seconds", async () => {
    const other = begin();
    const [waiting] = waitingChanges(1);
    now += 7000;
    await other();
    now += 7999;
    expect(waiting?.shouldGiveUp()).toBe(false);
    now += 1;
    expect(waiting?.shouldGiveUp()).toBe(true);
  });

  test("gives up after one second when it is one of ten, which is all that Terraform does at a time", () => {
    const nine = waitingChanges(9);
    now += 1000;
    expect(givingUp(nine)).not.toContain(true);
    const ten = [...nine, ...waitingChanges(1)];
    now += 1000;
    expect(givingUp(ten).filter(Boolean)).toHaveLength(5);
  });

  test("gives up before the younger half does, which waits on for what now gets a place", () => {
    const three = waitingChanges(3);
    now += 8000;
    expect(givingUp(three)).toEqual([true, true, false]);
    now += 8000;
    expect(givingUp(three)).toEqual([true, true, false]);
  });

  test("gives up after one second when another one had to before", async () => {
    const first = begin();
    const waiting = changes.wait();
    now += 8000;
    expect(waiting.shouldGiveUp()).toBe(true);
    waiting.end();
    await first();
    const [second] = waitingChanges(1);
    now += 999;
    expect(second?.shouldGiveUp()).toBe(false);
    now += 1;
    expect(second?.shouldGiveUp()).toBe(true);
  });
});
