// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { createApp, h, nextTick, type App, type Component } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import { i18n, setLanguage } from "@/i18n";
import PriceLine from "@/schedule/PriceLine.vue";
import type { Freeing, PartCarry, UnplannedVisit } from "@/schedule/schedule";
import UnplannedList from "@/schedule/UnplannedList.vue";
import { clockTime } from "@/time/format";

let app: App | undefined;
function shown(component: Component, props: object): HTMLElement {
  const host = document.createElement("div");
  app = createApp({ render: () => h(component, props) });
  app.use(i18n).use(createRouter({ history: createMemoryHistory(), routes: [{ path: "/:any(.*)*", component: { render: () => null } }] })).mount(host);
  return host;
}
afterEach(() => {
  app?.unmount();
  setLanguage("zh");
});

describe("why somebody cannot go", () => {
  const start = "2026-03-02T06:00:00Z";
  const carry = (quantity: number, part: string): PartCarry => ({
    part, quantity, from: "jiading", fromName: { zh: "江桥备件库", en: "Jiangqiao parts" }, to: "zhangjiang", toName: { zh: "张江备件库", en: "Zhangjiang parts" },
  });
  const line = (freedBy: Omit<Freeing, "then">) => shown(PriceLine, {
    currency: "CNY", date: "2026-03-02",
    price: { engineer: "li", name: { zh: "李", en: "Li" }, reason: { zh: "库存不足", en: "Short" }, freedBy: { ...freedBy, then: { engineer: "li", name: { zh: "李", en: "Li" }, start, cost: { total: 9000 } } } },
  });

  test("comes with the parts that would have to be brought, from where to where, and what the visit would be then", async () => {
    const host = line({ overtimeMinutes: 0, parts: [carry(1, "compressor"), carry(2, "door-seal")] });
    expect(host.textContent).toContain(`调来配件 compressor 1 件，从江桥备件库到张江备件库；配件 door-seal 2 件，从江桥备件库到张江备件库即可（${clockTime(start, "zh")}`);
    setLanguage("en");
    await nextTick();
    expect(host.textContent).toContain(`bringing 1 × compressor from Jiangqiao parts to Zhangjiang parts and 2 × door-seal from Jiangqiao parts to Zhangjiang parts would do (${clockTime(start, "en")}`);
  });

  test("comes with the overtime, or with the other time, that would do", () => {
    expect(line({ overtimeMinutes: 30 }).textContent).toContain("加班 30 分钟即可");
    expect(line({ overtimeMinutes: 0 }).textContent).toContain("另约");
  });
});

describe("visits that nobody has", () => {
  const visit: UnplannedVisit = {
    ticket: "t1", number: "D-1", workOrder: "w1", kind: "repair", priority: "normal", zone: "east", place: { longitude: 121, latitude: 31 }, minutes: 60, seeking: false,
    reasons: [{ code: "skill-missing", text: { zh: "缺少技能", en: "No skill" }, who: ["li", "wang"] }],
  };
  const nowhere: UnplannedVisit = {
    ...visit, zone: undefined, place: undefined, reasons: [{ code: "visit-place-unknown", text: { zh: "没有地点。", en: "No place." }, who: [], remedy: { zh: "请重新建单。", en: "Open it anew." } }],
  };

  test("are chosen to be planned, with how many cannot for each reason", () => {
    const host = shown(UnplannedList, { visits: [visit] });
    expect(host.querySelector("li button")?.textContent).toBe("D-1");
    expect(host.querySelector("li .chip")?.textContent).toBe("2 人");
  });

  test("count warehouses where parts are lacking", async () => {
    const short = (...who: string[]) => ({ code: "stock-short", text: { zh: "库存不足", en: "Not enough stock" }, who });
    const host = shown(UnplannedList, { visits: [{ ...visit, reasons: [short("jiading"), { ...visit.reasons[0], who: ["li"] }] }] });
    const chips = () => [...host.querySelectorAll("li .chip")].map((chip) => chip.textContent);
    expect(chips()).toEqual(["1 个仓库", "1 人"]);
    setLanguage("en");
    await nextTick();
    expect(chips()).toEqual(["1 warehouse", "1 person"]);
  });

  test("without a place say so, with what to do, and lead to their ticket as there is nothing to plan", () => {
    const host = shown(UnplannedList, { visits: [nowhere] });
    expect(host.querySelector("li button")).toBeNull();
    expect(host.querySelector("li a")?.getAttribute("href")).toBe("/tickets/t1");
    expect(host.textContent).toContain("地点不明");
    expect(host.textContent).toContain("没有地点。 请重新建单。");
    expect(host.querySelector("li .chip")).toBeNull();
  });

  test("outside every zone say so", async () => {
    const host = shown(UnplannedList, { visits: [{ ...visit, zone: undefined }] });
    expect(host.textContent).toContain("不在任何片区");
    setLanguage("en");
    await nextTick();
    expect(host.textContent).toContain("Outside every zone");
  });
});
