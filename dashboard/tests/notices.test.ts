import { describe, expect, test, vi } from "vitest";
import type { Notice } from "@/api/types";
import { followNotices } from "@/notices/notices";

const notice = (id: string, readAt?: string): Notice => ({
  id, at: "2026-03-02T03:00:00.000Z", kind: "sla-escalated.v1", text: { zh: "升级", en: "escalated" }, level: "alert", ticket: `t${id}`, number: `D-${id}`, count: 1, readAt,
});

function world(pages: Record<string, { items: Notice[]; unread: number; next?: string }>) {
  const handlers: Record<string, (message: never) => void> = {};
  const hub = {
    start: vi.fn(async () => undefined), stop: vi.fn(async () => undefined), invoke: vi.fn(async () => ({ unread: 3 })),
    on: (method: string, handler: (message: never) => void) => void (handlers[method] = handler),
    onreconnected: (handler: () => void) => void (handlers.reconnected = handler),
    onclose: (handler: () => void) => void (handlers.close = handler),
  };
  const api = { get: vi.fn(async (_: string, query?: { cursor?: string }) => pages[query?.cursor ?? ""] as never), post: vi.fn(async () => undefined as never) };
  const push = (method: string, message: unknown = undefined) => handlers[method]!(message as never);
  return { hub, api, push, notices: followNotices(api, hub) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe("notices", () => {
  test("are counted from the start and listed only when somebody looks", async () => {
    const { notices, api } = world({ "": { items: [notice("2")], unread: 1 } });
    await settle();
    expect(notices.unread.value).toBe(3);
    expect(api.get).not.toHaveBeenCalled();
    await notices.load();
    expect([notices.unread.value, notices.items.value.map(({ id }) => id)]).toEqual([1, ["2"]]);
  });

  test("that come in go on top once, and are announced", async () => {
    const { notices, push } = world({ "": { items: [notice("1")], unread: 1 } });
    await notices.load();
    push("notice", notice("2"));
    push("notice", notice("2"));
    push("unread", { unread: 2 });
    expect([notices.items.value.map(({ id }) => id), notices.unread.value, notices.latest.value?.id]).toEqual([["2", "1"], 2, "2"]);
  });

  test("that grow stay one, in place of what they were, and are announced once", async () => {
    const { notices, push } = world({ "": { items: [notice("1")], unread: 1 } });
    await notices.load();
    push("notice", { ...notice("2"), text: { zh: "升级", en: "first" } });
    for (const count of [2, 3, 5_000]) push("notice", { ...notice("2"), count });
    expect(notices.items.value.map(({ id, count }) => [id, count])).toEqual([["2", 5_000], ["1", 1]]);
    expect(notices.latest.value?.text.en).toBe("first");
  });

  test("that have grown list what they stand for, page by page", async () => {
    const { notices, api } = world({ "": { items: [notice("a"), notice("b")], unread: 0, next: "b" }, b: { items: [notice("c")], unread: 0 } });
    await notices.loadAlerts(notice("9"));
    await notices.loadAlerts(notice("9"));
    expect(notices.alerts.value["9"]).toEqual({ items: [notice("a"), notice("b"), notice("c")], next: undefined });
    expect(api.get.mock.calls.map(([path]) => path)).toEqual(["/api/notices/9/alerts", "/api/notices/9/alerts"]);
  });

  test("are read at once, and reading again asks nobody", async () => {
    const { notices, api } = world({ "": { items: [notice("1")], unread: 1 } });
    await settle();
    await notices.load();
    await notices.read(notices.items.value[0]!);
    await notices.read(notices.items.value[0]!);
    expect(notices.unread.value).toBe(0);
    expect(api.post.mock.calls).toEqual([["/api/notices/1/read"]]);
  });

  test("of the next page follow those that are there, none twice", async () => {
    const { notices } = world({ "": { items: [notice("3"), notice("2")], unread: 0, next: "c" }, c: { items: [notice("2"), notice("1")], unread: 0 } });
    await notices.load();
    await notices.more();
    expect([notices.items.value.map(({ id }) => id), notices.next.value]).toEqual([["3", "2", "1"], undefined]);
  });

  test("missed while the connection was gone are found when it is back", async () => {
    const pages = { "": { items: [notice("1")], unread: 1 } };
    const { notices, push } = world(pages);
    await notices.load();
    pages[""] = { items: [notice("2"), notice("1")], unread: 2 };
    push("reconnected");
    await settle();
    expect(notices.items.value.map(({ id }) => id)).toEqual(["2", "1"]);
  });
});
