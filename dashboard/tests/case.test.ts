import { afterEach, describe, expect, test } from "vitest";
import { Client } from "@/api/client";
import type { TimelineItem, WorkOrder, WorkOrderState } from "@/api/types";
import { appointmentOf, arrivalRange, phaseOf, progressOf, visitOf } from "@/case/phase";
import { isLetter, storyOf } from "@/case/story";
import { caseAddress, caseToken } from "@/case/token";
import { byDay } from "@/case/windows";
import { currentLanguage, followBrowser, setLanguage } from "@/i18n";

const visit = (state: WorkOrderState, rest: Partial<WorkOrder> = {}): WorkOrder => ({ id: "w1", step: "s1", state, parts: [], ...rest });
type Case = Parameters<typeof phaseOf>[0];
const ticket = (rest: Partial<Case> = {}): Case => ({ status: "open", awaitsCustomer: false, heldFor: undefined, workOrders: [], ...rest });

describe("a customer's link", () => {
  test("carries its token behind the hash alone", () => {
    expect(caseToken("#dl_abc-_1")).toBe("dl_abc-_1");
    expect(caseAddress("https://help.example", "dl_abc")).toBe("https://help.example/case#dl_abc");
  });

  test("opens nothing without a token of its kind", () => {
    expect([caseToken(""), caseToken("#"), caseToken("#token=dt_1"), caseToken("#dk_1")]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("is sent as bearer, and the browser's cookie is not", async () => {
    let sent: RequestInit | undefined;
    const client = new Client({ language: () => "zh", token: "dl_1", fetch: async (_, init) => ((sent = init), new Response("{}")) });
    await client.get("/api/session");
    expect([(sent!.headers as Record<string, string>).Authorization, sent!.credentials]).toEqual(["Bearer dl_1", "omit"]);
  });
});

describe("where a case stands", () => {
  test.each<[Partial<Case>, string]>([
    [{ status: "new" }, "received"],
    [{}, "working"],
    [{ status: "pending", awaitsCustomer: true, heldFor: "awaiting-customer" }, "waitingForYou"],
    [{ awaitsCustomer: true }, "waitingForYou"],
    [{ status: "pending", heldFor: "awaiting-parts" }, "waitingForParts"],
    [{ status: "pending" }, "waitingForOthers"],
    [{ workOrders: [visit("seeking")] }, "seeking"],
    [{ workOrders: [visit("unassigned")] }, "seeking"],
    [{ workOrders: [visit("accepted")] }, "coming"],
    [{ workOrders: [visit("departed")], status: "pending", awaitsCustomer: true }, "onTheWay"],
    [{ workOrders: [visit("arrived")] }, "onSite"],
    [{ workOrders: [visit("done")] }, "working"],
    [{ status: "resolved", workOrders: [visit("done")] }, "done"],
    [{ status: "closed" }, "closed"],
    [{ status: "cancelled", workOrders: [visit("booked")] }, "cancelled"],
    [{ status: "merged" }, "merged"],
  ])("%j is %s", (given, phase) => {
    expect(phaseOf(ticket(given))).toBe(phase);
  });

  test("has a visit on its way only where there is one", () => {
    expect(progressOf(ticket({ status: "new" }))).toEqual({ stages: ["received", "working", "done"], reached: 1 });
    expect(progressOf(ticket({ workOrders: [visit("booked")] }))).toEqual({ stages: ["received", "working", "visit", "done"], reached: 3 });
    expect(progressOf(ticket({ status: "merged" }))).toBeUndefined();
  });

  test("knows of a second visit once the first is over", () => {
    expect(visitOf(ticket({ workOrders: [visit("done"), visit("booked", { id: "w2" })] }))?.id).toBe("w2");
  });
});

describe("a visit", () => {
  test("is promised for a window that somebody chose, not for the days within which it is due", () => {
    expect(appointmentOf(visit("booked", { window: { from: "2026-11-28T02:00:00Z", to: "2026-11-28T04:00:00Z" } }))?.from).toBe("2026-11-28T02:00:00Z");
    expect(appointmentOf(visit("booked", { window: { from: "2026-11-28T02:00:00Z", to: "2026-12-01T02:00:00Z" } }))).toBeUndefined();
  });

  test("is expected within a quarter of an hour, and never in the past", () => {
    const at = (time: string) => Date.parse(`2026-11-28T${time}Z`);
    expect(arrivalRange("2026-11-28T06:27:31Z", at("05:00:00"))).toEqual({ from: at("06:25:00"), to: at("06:40:00") });
    expect(arrivalRange("2026-11-28T06:27:31Z", at("06:51:10"))).toEqual({ from: at("06:50:00"), to: at("07:05:00") });
  });

  test("may begin on days as the site counts them, in order", () => {
    const window = (from: string) => ({ from, until: from });
    const days = byDay([window("2026-11-28T17:00:00Z"), window("2026-11-28T02:00:00Z"), window("2026-11-28T15:00:00Z")], "Asia/Shanghai");
    expect(days.map(({ day, windows }) => [day, windows.length])).toEqual([["2026-11-28", 2], ["2026-11-29", 1]]);
  });
});

describe("the story of a case", () => {
  const item = (seq: number, kind: string, body?: Record<string, unknown>): TimelineItem => ({ seq, kind, at: "2026-11-28T02:00:00Z", actor: "company", text: { zh: "已解决：已退款", en: "Resolved: refunded" }, body });
  const facts = { description: "坏了", files: [], erased: false };

  test("begins with what the customer said, and tells letters from news", () => {
    const story = storyOf(facts, [item(1, "ticket-opened.v1"), item(2, "reply-sent.v1", { text: "您好", files: ["f1"] }), item(3, "reply-received.v1", { text: "在" }), item(4, "ticket-resolved.v1")]);
    expect(story.map((entry) => (isLetter(entry) ? [entry.mine, entry.text, entry.files] : entry.news))).toEqual([[true, "坏了", []], "opened", [false, "您好", ["f1"]], [true, "在", []], "resolved"]);
    expect(story.at(-1)).toMatchObject({ words: { en: "Resolved: refunded" } });
  });

  test("tells a chosen time once, and nothing of what it does not know", () => {
    const story = storyOf({ ...facts, description: undefined }, [item(1, "ticket-opened.v1"), item(2, "appointment-chosen.v1", { from: "a", until: "b" }), item(3, "visit-moved.v1", { start: "a" }), item(4, "novel.v1"), item(5, "visit-moved.v1", { start: "c" })]);
    expect(story.map((entry) => (isLetter(entry) ? "letter" : [entry.news, entry.from]))).toEqual([["opened", undefined], ["chosen", "a"], ["moved", "c"]]);
  });

  test("says where words were deleted", () => {
    expect(storyOf({ description: undefined, files: [], erased: true }, [item(1, "ticket-opened.v1")])[0]).toMatchObject({ erased: true, text: undefined });
  });
});

describe("the language of who comes for the first time", () => {
  afterEach(() => setLanguage("zh"));

  test.each([[["en-GB", "zh-CN"], "en"], [["fr", "en"], "en"], [["zh-TW"], "zh"], [["fr"], "zh"], [[], "zh"]])("is, asked for %j, %s", (asked, language) => {
    followBrowser(asked);
    expect(currentLanguage()).toBe(language);
  });
});
