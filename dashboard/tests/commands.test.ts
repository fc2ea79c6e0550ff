import { describe, expect, test } from "vitest";
import type { SlaClock, Step, WorkOrder } from "@/api/types";
import { zh } from "@/i18n/zh";
import { type Argument, bodyOf, commandShapes, fitsVisit, missingFields, ordersOf, shapeOf } from "@/tickets/commands";
import { isWhole } from "@/tickets/draft";
import { optionsOf } from "@/tickets/options";

const step = (instance: string, state: Step["state"], kind: Step["kind"] = "team"): Step => ({
  instance, step: `${instance}-step`, name: { zh: "核实", en: "Check" }, kind, state, team: "desk", openedAt: "2026-11-22T08:00:00.000Z",
});
const workOrder = (state: WorkOrder["state"]): WorkOrder => ({ id: "w1", step: "s2", state, parts: [] });
const clock = (target: string, level: number, more: Partial<SlaClock> = {}): SlaClock => ({
  target, metric: target, name: { zh: target, en: target }, state: "breached", startedAt: "2026-11-22T08:00:00.000Z", budgetMinutes: 1, usedMinutes: 2, warnings: 0, level, acknowledged: false, ...more,
});
const wang = { id: "wang", teams: ["desk"] };
const offered = (ticket: Parameters<typeof ordersOf>[0]) => ordersOf(ticket, wang).map(({ shape, step: about, workOrder: visit }) => [shape.command, about?.instance ?? visit?.id].filter(Boolean).join(" "));

describe("what may be done", () => {
  test("is what the server allows and nothing else", () => {
    expect(offered({ allowed: ["hold", "reply", "unheard-of"], steps: [], workOrders: [], sla: [] })).toEqual(["reply", "hold"]);
  });

  test("to a step is offered once for each open step of a team", () => {
    const steps = [step("s1", "done"), step("s2", "active"), step("s3", "waiting"), step("s4", "active", "visit")];
    expect(offered({ allowed: ["claim"], steps, workOrders: [], sla: [] })).toEqual(["claim s2", "claim s3"]);
  });

  test("is not to claim what one has, or what another team does", () => {
    const mine = { ...step("s1", "active"), assignee: "li" };
    expect(ordersOf({ allowed: ["claim"], steps: [mine], workOrders: [], sla: [] }, { id: "li", teams: ["desk"] })).toEqual([]);
    expect(ordersOf({ allowed: ["claim"], steps: [mine], workOrders: [], sla: [] }, wang)).toHaveLength(1);
    expect(ordersOf({ allowed: ["claim"], steps: [mine], workOrders: [], sla: [] }, { id: "wang", teams: ["finance"] })).toEqual([]);
  });

  test("to a visit follows its state", () => {
    const allowed = ["accept", "decline", "depart", "arrive", "complete-visit"];
    const after = (state: WorkOrder["state"]) => offered({ allowed, steps: [], workOrders: [workOrder(state)], sla: [] }).map((order) => order.split(" ")[0]);
    expect(after("booked")).toEqual(["accept", "decline"]);
    expect(after("accepted")).toEqual(["depart", "arrive", "decline"]);
    expect(after("departed")).toEqual(["arrive"]);
    expect(after("arrived")).toEqual(["complete-visit"]);
    expect(after("done")).toEqual([]);
  });

  test("to a clock is to deal with what has escalated and nobody deals with", () => {
    const sla = [clock("calm", 0), clock("late", 2), clock("taken", 1, { acknowledged: true }), clock("over", 1, { stoppedAt: "2026-11-22T09:00:00.000Z" })];
    const orders = ordersOf({ allowed: ["acknowledge"], steps: [], workOrders: [], sla }, wang);
    expect(orders.map((order) => order.clock?.target)).toEqual(["late"]);
    expect(bodyOf(orders[0]!, {})).toEqual({ clock: "late" });
  });

  test("has a name in the catalogue, and so does each of its arguments", () => {
    const words = { ...zh.command } as Record<string, string>;
    const fields = { ...zh.field } as Record<string, string>;
    for (const { command, arguments: given } of commandShapes) {
      expect(words[command], command).toBeTruthy();
      for (const { name, entry } of given) if (entry !== "form") expect(fields[name], `${command}.${name}`).toBeTruthy();
    }
  });

  test("to a visit knows its states", () => {
    expect(fitsVisit("reply", { state: "booked" })).toBe(false);
  });
});

describe("a command's body", () => {
  test("names its step or visit and leaves out what was not filled in", () => {
    expect(bodyOf({ shape: shapeOf("complete-step")!, step: step("s2", "active") }, { outcome: "ok", note: "", data: {} })).toEqual({ step: "s2", outcome: "ok" });
    expect(bodyOf({ shape: shapeOf("accept")!, workOrder: workOrder("booked") }, {})).toEqual({ workOrder: "w1" });
    expect(bodyOf({ shape: shapeOf("hold")!, step: step("s2", "active") }, { reason: "awaiting-parts", until: undefined })).toEqual({ reason: "awaiting-parts" });
  });

  test("has its parts even when none were used", () => {
    expect(bodyOf({ shape: shapeOf("complete-visit")!, workOrder: workOrder("arrived") }, { notes: "Done", usedParts: [] })).toEqual({ workOrder: "w1", notes: "Done", usedParts: [] });
  });

  test("to change the place begins with what is known", () => {
    const begun = (ticket: Parameters<NonNullable<Argument["present"]>>[0]) => Object.fromEntries(shapeOf("set-place")!.arguments.map(({ name, present }) => [name, present?.(ticket)]));
    const place = { longitude: 121.5, latitude: 31.2 };
    const converted = { ...place, system: "gcj02" };
    expect(begun({ place: converted, contact: { name: "王", address: "世纪大道 1 号" } })).toEqual({ place, address: "世纪大道 1 号" });
    expect(bodyOf({ shape: shapeOf("set-place")! }, begun({ place, contact: undefined }))).toEqual({ place });
    expect([isWhole(undefined), isWhole({ longitude: 0, latitude: undefined }), isWhole({ longitude: 0, latitude: 0 })]).toEqual([false, false, true]);
  });

  test("to change the place says so where a promise goes with it", () => {
    const besides = (...states: WorkOrder["state"][]) => shapeOf("set-place")!.besides?.({ workOrders: states.map(workOrder) });
    expect([besides(), besides("unassigned", "done"), besides("done", "accepted"), besides("booked")]).toEqual([undefined, undefined, "ticket.promiseGoes", "ticket.promiseGoes"]);
  });

  test("keeps no and zero", () => {
    expect(bodyOf({ shape: shapeOf("complete-step")! }, { data: { "data.damaged": false, "data.count": 0 } })).toEqual({ data: { "data.damaged": false, "data.count": 0 } });
  });
});

test("options are codes with words where there are any", () => {
  const words = (value: { zh: string } | undefined) => value?.zh ?? "";
  expect(optionsOf(["a", { id: "b", label: { zh: "乙", en: "B" } }, { id: "c", name: { zh: "丙", en: "C" } }], words))
    .toEqual([{ id: "a", label: "a" }, { id: "b", label: "乙" }, { id: "c", label: "丙" }]);
});

test("a form misses what is required and empty, and nothing else", () => {
  const field = (id: string, required: boolean, type: "text" | "boolean" = "text") => ({ field: id, label: { zh: id, en: id }, type, required });
  const form = [field("done", true), field("note", false), field("broken", true, "boolean"), field("count", true)];
  expect(missingFields(form, { count: 0 }).map((gap) => gap.field)).toEqual(["done"]);
  expect(missingFields(form).map((gap) => gap.field)).toEqual(["done", "count"]);
});
