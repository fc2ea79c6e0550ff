import { computed, onScopeDispose, readonly, ref, shallowRef, type ComputedRef, type Ref } from "vue";
import { readClock, type ServerClock } from "./serverClock";

const now = ref(Date.now());
const server = shallowRef<ServerClock>();
let watchers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** A clock that runs faster is shown more often, so that it does not jump by minutes. */
const fastTickMs = 200;

/** From now on the present is the server's, whose clock is not this device's: in a replay. Undefined goes back to this device's own. */
export function followClock(clock: ServerClock | undefined): void {
  server.value = clock;
}

/** The present in milliseconds. */
export const present = (): number => (server.value ? readClock(server.value, Date.now()) : Date.now());

/** The present in milliseconds, once a second on the second; one timer for the whole page. */
export function useNow(): ComputedRef<number> {
  const local = useDeviceNow();
  return computed(() => (server.value ? readClock(server.value, local.value) : local.value));
}

/** This device's own clock, whatever the server's shows. */
export function useDeviceNow(): Readonly<Ref<number>> {
  if (watchers++ === 0) tick();
  onScopeDispose(() => {
    if (--watchers === 0) clearTimeout(timer);
  });
  return readonly(now);
}

function tick() {
  now.value = Date.now();
  const every = server.value && server.value.speed > 1 ? fastTickMs : 1000;
  timer = setTimeout(tick, every - (now.value % every));
}
