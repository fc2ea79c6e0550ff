// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createApp, h, nextTick, type App, type Component } from "vue";
import { Client } from "@/api/client";
import type { TicketDetail } from "@/api/types";
import AppointmentChooser from "@/case/AppointmentChooser.vue";
import CaseRefused from "@/case/CaseRefused.vue";
import CaseStatus from "@/case/CaseStatus.vue";
import OpenCase from "@/case/OpenCase.vue";
import ReplyBox from "@/case/ReplyBox.vue";
import { i18n, setLanguage } from "@/i18n";

type Answer = [status: number, body?: object];

let app: App | undefined;
let host: HTMLElement;
function shown(component: Component, props: object): HTMLElement {
  host = document.createElement("div");
  document.body.append(host);
  app = createApp({ render: () => h(component, props) });
  app.use(i18n).mount(host);
  return host;
}
beforeEach(() => sessionStorage.clear());
afterEach(() => {
  app?.unmount();
  host.remove();
  setLanguage("zh");
});

/** A server that gives each address its answers in turn, the last one for ever. */
function serving(answers: Record<string, Answer[]>) {
  const sent: { path: string; body: unknown }[] = [];
  const client = new Client({
    language: () => "zh", wait: async () => {}, newKey: () => "k",
    fetch: async (input, init) => {
      const path = String(input).split("?")[0]!;
      sent.push({ path, body: init?.body && JSON.parse(String(init.body)) });
      const [status, body] = (answers[path]!.length > 1 ? answers[path]!.shift() : answers[path]![0])!;
      return new Response(body ? JSON.stringify(body) : null, { status, headers: { "content-type": "application/json" } });
    },
  });
  return { client, sent };
}
const settled = async (until: () => unknown) => {
  for (let tries = 0; tries < 100 && !until(); tries++) await new Promise((resolve) => setTimeout(resolve));
  await nextTick();
};
const window = (from: string, until: string) => ({ from: `2026-11-28T${from}:00Z`, until: `2026-11-28T${until}:00Z` });
const button = (name: string) => [...host.querySelectorAll("button")].find(({ textContent }) => textContent!.includes(name))!;

describe("who chooses a time", () => {
  const offered = { timeZone: "Asia/Shanghai", windows: [window("02:00", "04:00"), window("04:00", "06:00")] };
  function chooser(...answers: Answer[]) {
    const events: string[] = [];
    const { client, sent } = serving({ "/api/tickets/t1/appointments": [[200, offered]], "/api/tickets/t1/choose-appointment": answers });
    shown(AppointmentChooser, { client, ticket: "t1", workOrder: "w1", timeZone: "Asia/Shanghai", keeps: false, reload: async () => void events.push("reload"), onChosen: () => events.push("chosen") });
    return { sent, events };
  }
  const windows = () => [...host.querySelectorAll<HTMLInputElement>(".case-window input")];
  const confirm = () => host.querySelector<HTMLButtonElement>("[data-test='confirm']")!;
  async function choose(index: number) {
    windows()[index]!.click();
    await nextTick();
    confirm().click();
  }

  test("sees the site's own clock and confirms what he reads", async () => {
    const { sent, events } = chooser([204]);
    await settled(() => windows().length);
    expect(host.querySelector(".case-window")?.textContent).toBe("10:00 – 12:00");
    expect(confirm().disabled).toBe(true);
    await choose(0);
    expect(confirm().textContent).toContain("10:00 – 12:00");
    await settled(() => events.length === 2);
    expect(sent.at(-1)!.body).toEqual({ workOrder: "w1", ...window("02:00", "04:00") });
    expect(events).toEqual(["reload", "chosen"]);
  });

  test("is told when it was taken meanwhile, and what is still free", async () => {
    const { events } = chooser([409, { code: "appointment-gone", free: [window("06:00", "08:00")] }], [204]);
    await settled(() => windows().length);
    await choose(0);
    await settled(() => host.querySelector(".case-gone"));
    expect(host.querySelector("[role='alert']")?.textContent).toMatch(/10:00 – 12:00 刚刚被约走了/);
    expect([...host.querySelectorAll(".case-window")].map(({ textContent }) => textContent)).toEqual(["14:00 – 16:00"]);
    expect(events).toEqual([]);
    await choose(0);
    await settled(() => events.length === 2);
  });

  test("is told that nothing else is free", async () => {
    chooser([409, { code: "appointment-gone", free: [] }]);
    await settled(() => windows().length);
    await choose(1);
    await settled(() => host.querySelector(".case-gone"));
    expect(host.textContent).toContain("没有其他空着的时段");
  });

  test("cannot change it any more once somebody is on the way", async () => {
    const { events } = chooser([409, { code: "work-order-in-state" }]);
    await settled(() => windows().length);
    await choose(0);
    await settled(() => events.length);
    expect(host.querySelector(".case-fault")?.textContent).toContain("不能再更改");
  });
});

describe("who writes", () => {
  const write = async (text: string) => {
    const area = host.querySelector("textarea")!;
    area.value = text;
    area.dispatchEvent(new Event("input"));
    await nextTick();
    button("发送").click();
  };
  const reply = (...answers: Answer[]) => {
    const { client, sent } = serving({ "/api/tickets/t1/reply": answers });
    shown(ReplyBox, { client, ticket: "t1", awaited: false, reload: async () => {} });
    return sent;
  };

  test("keeps what he wrote when it could not be sent", async () => {
    reply([500, { code: "unknown", detail: "稍后再试。" }]);
    await write("在吗");
    await settled(() => host.querySelector(".case-fault"));
    expect(host.querySelector("textarea")!.value).toBe("在吗");
    expect(host.textContent).toContain("稍后再试。");
  });

  test("keeps what he wrote when the phone throws the page away", async () => {
    reply([204]);
    host.querySelector("textarea")!.value = "门铃坏了";
    host.querySelector("textarea")!.dispatchEvent(new Event("input"));
    await nextTick();
    app!.unmount();
    host.remove();
    reply([204]);
    expect(host.querySelector("textarea")!.value).toBe("门铃坏了");
  });

  test("is told that it was sent", async () => {
    const sent = reply([204]);
    await write(" 在吗 ");
    await settled(() => host.querySelector(".case-sent svg"));
    expect(sent[0]!.body).toEqual({ text: "在吗" });
    expect(host.querySelector("textarea")!.value).toBe("");
  });

  test("sends nothing that is empty", async () => {
    const sent = reply([204]);
    await write("   ");
    expect(sent).toEqual([]);
    expect(host.querySelector("[role='alert']")).not.toBeNull();
  });
});

describe("a link that opens nothing", () => {
  test("says so and what to do, in both languages", async () => {
    shown(CaseRefused, {});
    expect(host.textContent).toContain("索取新的链接");
    setLanguage("en");
    await nextTick();
    expect(host.textContent).toContain("ask whoever looks after you for a new link");
  });

  test("is known by the session that names no ticket", async () => {
    const real = globalThis.fetch;
    globalThis.fetch = async () => new Response(JSON.stringify({ demo: false, company: { zh: "迅修", en: "Swift" }, version: "1" }));
    try {
      shown(OpenCase, { token: "dl_forged" });
      await settled(() => host.querySelector(".case-refused"));
      expect(host.querySelector("h1")?.textContent).toBe("这个链接打不开了");
    } finally {
      globalThis.fetch = real;
    }
  });
});

describe("where a case stands", () => {
  test("is told in the customer's words", () => {
    const ticket = { number: "D-1", kindName: { zh: "上门维修", en: "Repair visit" }, product: "KT-20", status: "open", awaitsCustomer: true, workOrders: [], allowed: ["reply"] } as unknown as TicketDetail;
    shown(CaseStatus, { ticket });
    expect([host.querySelector(".case-subject")?.textContent, host.querySelector("h1")?.textContent]).toEqual(["上门维修 · KT-20", "等您回复"]);
    expect(host.querySelector("[aria-current='step']")?.textContent).toBe("处理中");
  });
});
