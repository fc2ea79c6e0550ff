// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { createApp, h, nextTick, type App, type Component } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import type { EscalationLevel, Rollout, SlaPolicy, Trial } from "@/api/types";
import { i18n, setLanguage } from "@/i18n";
import { blankTarget, budgetOf, budgetText, does, isSamePolicy, kindOf, otherActions, told, withActions } from "@/policies/policy";
import RolloutList from "@/policies/RolloutList.vue";
import TrialResult from "@/policies/TrialResult.vue";

let app: App | undefined;
function shown(component: Component, props: object): HTMLElement {
  const host = document.createElement("div");
  app = createApp({ render: () => h(component, props) });
  app.use(i18n).use(createRouter({ history: createMemoryHistory(), routes: [{ path: "/:rest(.*)*", component: { render: () => null } }] })).mount(host);
  return host;
}
afterEach(() => {
  app?.unmount();
  setLanguage("zh");
});

const trial = (rest: Partial<Trial> = {}): Trial => ({
  lookedAt: 40, open: 40, limit: 20_000, changed: 30, moved: 12, breached: 2, before: { running: 80, breached: 1 }, after: { running: 78, breached: 3 },
  examples: [{ ticket: "a", number: "D-1", clock: "resolution", metric: "resolution", breaches: true, oldDueAt: "2026-03-02T10:00:00Z", newDueAt: "2026-03-02T08:00:00Z", oldState: "running", newState: "breached" }],
  ...rest,
});

describe("a budget", () => {
  test("is told in the unit that suits it", () => {
    expect(budgetText(45)).toEqual({ key: "budgetText.minutes", n: 45 });
    expect(budgetText(90)).toEqual({ key: "budgetText.hours", n: 1.5 });
    expect(budgetText({ type: "workingDays", days: 2 })).toEqual({ key: "budgetText.workingDays", n: 2 });
    expect(budgetText({ type: "until", workingDays: 0, time: "17:00" })).toEqual({ key: "budgetText.today", n: 0, time: "17:00" });
  });

  test("of each kind is written as the server reads it", () => {
    expect(budgetOf("minutes", 30)).toBe(30);
    expect(budgetOf("months", 2)).toEqual({ type: "months", months: 2 });
    expect(budgetOf("until", 1, "16:00")).toEqual({ type: "until", workingDays: 1, time: "16:00" });
    expect(kindOf({ type: "span", seconds: 90 })).toBe("minutes");
  });
});

describe("an escalation level", () => {
  const level: EscalationLevel = { offsetMinutes: 30, actions: [{ type: "notify", whom: ["lead"] }, { type: "webhook", webhook: "erp" }] };

  test("keeps what the form does not know", () => {
    const changed = withActions(level, ["manager"], true, false);
    expect([told(changed), does(changed, "raisePriority"), does(changed, "handToLead"), otherActions(changed)]).toEqual([["manager"], true, false, [{ type: "webhook", webhook: "erp" }]]);
  });
});

describe("a policy", () => {
  const policy: SlaPolicy = { id: "x", name: { zh: "名", en: "X" }, order: 1, targets: [] };

  test("is the same in whatever order its members stand", () => {
    expect(isSamePolicy(policy, { targets: [], order: 1, calendar: undefined, name: { en: "X", zh: "名" }, id: "x" })).toBe(true);
    expect(isSamePolicy(policy, { ...policy, order: 2 })).toBe(false);
  });

  test("gets targets whose ids it does not have yet", () => {
    const one = { ...policy, targets: [{ ...blankTarget(policy), id: "target-2" }] };
    expect(blankTarget(one).id).toBe("target-3");
  });
});

describe("a trial", () => {
  test("stands side by side with the present, in both languages", async () => {
    const host = shown(TrialResult, { trial: trial() });
    const rows = () => [...host.querySelectorAll(".side-by-side tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent!.trim()));
    expect(rows()).toEqual([["计时中", "80", "78", "−2"], ["已暂停", "0", "0", "0"], ["已超时", "1", "3", "+2"]]);
    setLanguage("en");
    await nextTick();
    expect(rows()[2]).toEqual(["Breached", "1", "3", "+2"]);
    expect(host.querySelector(".trial-figures .bad dd")?.textContent).toBe("2");
  });

  test("says how many it looked at where there are more", () => {
    expect(shown(TrialResult, { trial: trial({ open: 30_000, lookedAt: 20_000 }) }).textContent).toContain("最多查看 20,000 张");
    app?.unmount();
    expect(shown(TrialResult, { trial: trial() }).textContent).not.toContain("最多查看");
  });

  test("says so when nothing would move", () => {
    expect(shown(TrialResult, { trial: trial({ moved: 0, examples: [] }) }).textContent).toContain("没有工单的期限会变化");
  });
});

describe("a rollout", () => {
  const rollout: Rollout = { kind: "sla-policy", id: "vip", version: 3, state: "running", open: 100, lookedAt: 40, changed: 10, moved: 8, breached: 1, progress: 0.4, startedAt: "2026-03-02T01:00:00Z" };

  test("shows how far it is, and how long it took once it has ended", () => {
    const host = shown(RolloutList, { rollouts: [rollout, { ...rollout, version: 2, state: "finished", lookedAt: 100, progress: 1, finishedAt: "2026-03-02T01:00:42Z" }] });
    const rows = [...host.querySelectorAll("tbody tr")];
    expect(rows[0]!.textContent).toContain("40 / 100");
    expect(rows[0]!.querySelector(".part")?.getAttribute("width")).toBe("40");
    expect(rows[1]!.textContent).toContain("42 秒");
  });
});
