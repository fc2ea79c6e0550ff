// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { createApp, h, nextTick, type App, type Component } from "vue";
import type { TicketListItem } from "@/api/types";
import BoardAge from "@/board/BoardAge.vue";
import DeadlinesTile from "@/board/tiles/DeadlinesTile.vue";
import OpenTile from "@/board/tiles/OpenTile.vue";
import { i18n, setLanguage } from "@/i18n";

const noon = Date.parse("2026-11-22T12:00:00.000Z");
const totals = { openByStatus: { new: 3, open: 8, pending: 1 }, openByTeam: {}, breached: 1, dueSoon: 1, createdLastHour: [1, 2], resolvedToday: 9 };
const ticket = (id: string, dueInMs: number, rest: Partial<TicketListItem> = {}): TicketListItem => ({
  id, number: `D-${id}`, status: "open", kind: "return", channel: "web", priority: "urgent", createdAt: "", updatedAt: "",
  dueAt: new Date(noon + dueInMs).toISOString(), dueTarget: "resolution", breached: false, escalationLevel: 0, version: 1, ...rest,
});

let app: App | undefined;
function shown(component: Component, props: object): HTMLElement {
  const host = document.createElement("div");
  app = createApp({ render: () => h(component, props) });
  app.use(i18n).mount(host);
  return host;
}
afterEach(() => {
  app?.unmount();
  setLanguage("zh");
});

const deadlines = (rows: TicketListItem[], now = noon) =>
  shown(DeadlinesTile, { rows: new Map(rows.map((row) => [row.id, row])), totals: { ...totals, breached: 0, dueSoon: 0 }, now, holder: () => "A", lines: 6 });

describe("the wallboard", () => {
  test("counts what is open", () => {
    expect(shown(OpenTile, { totals }).querySelector(".hero")?.textContent).toBe("12");
  });

  test("changes its language at once", async () => {
    const host = shown(OpenTile, { totals });
    expect(host.querySelector("h2")?.textContent).toBe("未结工单");
    setLanguage("en");
    await nextTick();
    expect(host.querySelector("h2")?.textContent).toBe("Open tickets");
    expect(document.documentElement.lang).toBe("en");
  });

  test("puts a ticket among the breached as soon as its instant has passed", () => {
    const host = deadlines([ticket("1", -1_000), ticket("2", 60_000)]);
    expect(host.querySelector(".bad .deadline")?.textContent).toContain("D-1");
    expect(host.querySelector(".bad .deadline time")?.textContent).toBe("+00:01");
    expect(host.querySelector(".warn .deadline time")?.textContent).toBe("01:00");
  });

  test("tells breached from due by shape and word, not by colour alone", () => {
    const host = deadlines([ticket("1", -1_000), ticket("2", 60_000)]);
    const [breached, soon] = [...host.querySelectorAll("h3")];
    expect(breached!.querySelector("path")!.getAttribute("d")).not.toBe(soon!.querySelector("path")!.getAttribute("d"));
    expect([breached!.textContent, soon!.textContent]).toEqual(["1已超时", "130 分钟内到期"]);
  });

  test("says so when nothing is overdue", () => {
    expect(deadlines([]).textContent).toContain("没有超时的工单");
  });

  test("shows text as text", () => {
    const host = deadlines([ticket("1", -1_000, { number: "<img src=x onerror=alert(1)>" })]);
    expect(host.querySelector("img")).toBeNull();
    expect(host.textContent).toContain("<img src=x");
  });

  test("says how old its data is", () => {
    expect(shown(BoardAge, { freshness: { state: "stale", ageMs: 9_400 } }).textContent).toContain("9 秒前");
  });
});
