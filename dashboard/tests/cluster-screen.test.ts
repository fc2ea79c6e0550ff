// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { createApp, h, nextTick, type App, type Component } from "vue";
import type { ClusterMember, ClusterState } from "@/api/types";
import ClockShares from "@/cluster/ClockShares.vue";
import { clockwork, grainTable } from "@/cluster/distribution";
import FindingList from "@/cluster/FindingList.vue";
import GrainTable from "@/cluster/GrainTable.vue";
import MemberTable from "@/cluster/MemberTable.vue";
import { i18n, setLanguage } from "@/i18n";

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

const member = (name: string, rest: Partial<ClusterMember> = {}): ClusterMember => ({
  name, role: "silo", version: "0.1.0", lost: false, address: "", since: "2026-11-22T08:00:00.000Z", lastSeen: "2026-11-22T12:00:00.000Z", clockSkewMs: 3, followedTo: 120, behind: 0, behindSeconds: 0, ...rest,
});
const grains: ClusterState["grains"] = [
  { type: "TeamGrain", silo: "b/1", count: 2 }, { type: "TicketGrain", silo: "a/1", count: 40 }, { type: "TeamGrain", silo: "a/1", count: 4 },
];

describe("what runs where", () => {
  test("is a table of kinds by silos, the most numerous first", () => {
    expect(grainTable(grains)).toEqual({
      silos: ["a/1", "b/1"],
      rows: [{ type: "TicketGrain", counts: [40, 0], total: 40 }, { type: "TeamGrain", counts: [4, 2], total: 6 }],
    });
  });

  test("tells of clock shares that run nowhere before all others", () => {
    expect(clockwork([{ id: "0", silo: "b/1" }, { id: "1", silo: "a/1" }, { id: "2" }, { id: "3", silo: "b/1" }])).toEqual([
      { silo: undefined, shares: ["2"] }, { silo: "a/1", shares: ["1"] }, { silo: "b/1", shares: ["0", "3"] },
    ]);
  });

  test("names kinds of grains in the reader's language, and one that it does not know by its code", async () => {
    const host = shown(GrainTable, { grains: [...grains, { type: "NovelGrain", silo: "a/1", count: 1 }] });
    expect([...host.querySelectorAll("tbody th")].map((cell) => cell.textContent)).toEqual(["工单", "班组", "NovelGrain"]);
    setLanguage("en");
    await nextTick();
    expect(host.querySelector("tbody th")?.textContent).toBe("Tickets");
  });

  test("says so when the silos have not told", () => {
    expect(shown(GrainTable, { grains: [] }).textContent).toContain("尚未答复");
    expect(shown(ClockShares, { clock: [] }).textContent).toContain("尚未答复");
  });

  test("says in a sentence where the whole clock is", () => {
    expect(shown(ClockShares, { clock: [{ id: "all", silo: "a/1" }] }).textContent).toContain("整个时钟运行在 a/1");
  });
});

describe("the processes", () => {
  test("tell one that fell silent from those that run by shape and word", () => {
    const host = shown(MemberTable, { members: [member("a/1"), member("b/1", { lost: true })] });
    const [runs, silent] = [...host.querySelectorAll(".sign-tag")];
    expect([runs!.textContent, silent!.textContent]).toEqual(["运行中", "失联"]);
    expect(runs!.querySelector("path")!.getAttribute("d")).not.toBe(silent!.querySelector("path")!.getAttribute("d"));
  });

  test("are behind only when they were when they last said how far they are", () => {
    const host = shown(MemberTable, { members: [member("a/1", { behind: 900, behindSeconds: 0.4 }), member("b/1", { behind: 900, behindSeconds: 31 })] });
    expect([...host.querySelectorAll("td:last-child small")].map((cell) => cell.textContent)).toEqual(["已跟上", "落后 900 个事件"]);
  });
});

describe("a version", () => {
  test("is shown without most of its commit's number", () => {
    const host = shown(MemberTable, { members: [member("a/1", { version: "0.1.0+94384d4bb5cf9d16e6cbeaba" })] });
    expect(host.querySelector("tbody tr td:nth-child(4)")?.textContent).toBe("0.1.0+94384d4");
  });
});

describe("findings", () => {
  test("come with what to do, each level with a shape of its own", () => {
    const host = shown(FindingList, { findings: [{ level: "alert", text: "A", remedy: "do a" }, { level: "warn", text: "B", remedy: "do b" }] });
    expect([...host.querySelectorAll("li")].map((item) => item.textContent)).toEqual(["Ado a", "Bdo b"]);
    const [first, second] = [...host.querySelectorAll("path")].map((path) => path.getAttribute("d"));
    expect(first).not.toBe(second);
  });

  test("are an assurance when there are none", () => {
    expect(shown(FindingList, { findings: [] }).textContent).toContain("一切正常");
  });
});
