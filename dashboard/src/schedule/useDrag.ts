import { computed, onBeforeUnmount, ref, shallowRef } from "vue";
import { snapped, type PricedEngineer, type ScheduledVisit } from "./schedule";

interface Drag {
  visit: ScheduledVisit;
  /** Milliseconds between the begin of the visit and where it was taken hold of. */
  hold: number;
  engineer?: string;
  start: number;
}

interface Options {
  /** The instant under a point of the window. */
  timeAt(clientX: number): number;
  price(visit: ScheduledVisit, engineer: string, start: number): Promise<PricedEngineer | undefined>;
  drop(visit: ScheduledVisit, engineer: string, start: number): void;
}

/** A pointer that moves less is a click. */
const leastPixels = 4;
const askAfterMs = 120;

/** Takes a visit along the rows; what it would cost there is asked while the pointer rests, before it is let go. */
export function useDrag({ timeAt, price, drop }: Options) {
  const drag = shallowRef<Drag>();
  const priced = ref<PricedEngineer>();
  let from: { x: number; y: number; visit: ScheduledVisit } | undefined;
  let asking: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;

  const ghost = computed(() => drag.value?.engineer && {
    engineer: drag.value.engineer,
    start: drag.value.start,
    end: drag.value.start + Date.parse(drag.value.visit.end) - Date.parse(drag.value.visit.start),
    possible: priced.value === undefined ? undefined : priced.value.start !== undefined,
  });

  function grab(visit: ScheduledVisit, event: PointerEvent) {
    from = { x: event.clientX, y: event.clientY, visit };
    addEventListener("pointermove", move);
    addEventListener("pointerup", release);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", escape);
  }

  function move(event: PointerEvent) {
    if (!from) return;
    if (!drag.value && Math.hypot(event.clientX - from.x, event.clientY - from.y) < leastPixels) return;
    const hold = drag.value?.hold ?? timeAt(from.x) - Date.parse(from.visit.start);
    const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<SVGElement>("[data-engineer]");
    const [engineer, start] = [row?.dataset.engineer, snapped(timeAt(event.clientX) - hold)];
    if (drag.value?.engineer === engineer && drag.value?.start === start) return;
    drag.value = { visit: from.visit, hold, engineer, start };
    priced.value = undefined;
    clearTimeout(asking);
    if (engineer) asking = setTimeout(() => void ask(from!.visit, engineer, start), askAfterMs);
  }

  async function ask(visit: ScheduledVisit, engineer: string, start: number) {
    const mine = ++newest;
    const answer = await price(visit, engineer, start).catch(() => undefined);
    if (mine === newest && drag.value?.engineer === engineer && drag.value.start === start) priced.value = answer;
  }

  function release() {
    const held = drag.value;
    cancel();
    if (held?.engineer) drop(held.visit, held.engineer, held.start);
  }

  function escape({ key }: KeyboardEvent) {
    if (key === "Escape") cancel();
  }

  function cancel() {
    newest++;
    clearTimeout(asking);
    from = drag.value = priced.value = undefined;
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", release);
    removeEventListener("pointercancel", cancel);
    removeEventListener("keydown", escape);
  }
  onBeforeUnmount(cancel);

  return { grab, ghost, drag, priced };
}
