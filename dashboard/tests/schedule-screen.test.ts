// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { createApp, h, nextTick, type App, type Component } from "vue";
import { i18n, setLanguage } from "@/i18n";
import PriceLine from "@/schedule/PriceLine.vue";
import type { Freeing, PartCarry } from "@/schedule/schedule";
import { clockTime } from "@/time/format";

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
