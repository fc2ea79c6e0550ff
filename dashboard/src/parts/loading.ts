import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { Problem } from "@/api/problem";
import { explain } from "./explain";

export interface Loaded<Value> {
  value: ShallowRef<Value | undefined>;
  /** Why it could not be loaded, in words; the last value stays. */
  fault: Ref<string | undefined>;
  loading: Ref<boolean>;
  loadedAt: Ref<number | undefined>;
  reload(): Promise<void>;
}

/** Loads now and, when asked to, again every so often while the page is looked at, and at once when somebody comes back to it. A newer load makes older answers void. */
export function useLoaded<Value>(load: () => Promise<Value>, everyMs?: number): Loaded<Value> {
  const value = shallowRef<Value>();
  const fault = ref<string>();
  const loading = ref(false);
  const loadedAt = ref<number>();
  let newest = 0;

  async function reload() {
    const mine = ++newest;
    loading.value = true;
    try {
      const answer = await load();
      if (mine !== newest) return;
      value.value = answer;
      fault.value = undefined;
      loadedAt.value = Date.now();
    } catch (error) {
      if (mine !== newest) return;
      if (!(error instanceof Problem)) throw error;
      if (error.status !== 401) fault.value = explain(error);
    } finally {
      if (mine === newest) loading.value = false;
    }
  }

  const refresh = () => document.visibilityState === "visible" && !loading.value && void reload();
  const comeBack = () => Date.now() - (loadedAt.value ?? 0) >= everyMs! && refresh();
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    void reload();
    if (!everyMs) return;
    timer = setInterval(refresh, everyMs);
    document.addEventListener("visibilitychange", comeBack);
    window.addEventListener("online", refresh);
  });
  onBeforeUnmount(() => {
    newest++;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", comeBack);
    window.removeEventListener("online", refresh);
  });
  return { value, fault, loading, loadedAt, reload };
}
