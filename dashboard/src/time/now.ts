import { onScopeDispose, readonly, ref, type Ref } from "vue";

const now = ref(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The present in milliseconds, once a second on the second; one timer for the whole page. */
export function useNow(): Readonly<Ref<number>> {
  if (watchers++ === 0) tick();
  onScopeDispose(() => {
    if (--watchers === 0) clearTimeout(timer);
  });
  return readonly(now);
}

function tick() {
  now.value = Date.now();
  timer = setTimeout(tick, 1000 - (now.value % 1000));
}
