import { ref, watch, type Ref } from "vue";

/** A text that survives a phone which throws the page away while its camera is open; it goes with the tab. */
export function useDraft(name: string): Ref<string> {
  const text = ref(read(name));
  watch(text, (present) => {
    try {
      if (present) sessionStorage.setItem(name, present);
      else sessionStorage.removeItem(name);
    } catch {
      // Where nothing may be kept, the page itself still has it.
    }
  });
  return text;
}

function read(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}
