import type { LocalText, Option } from "@/api/types";

/** Options as a select wants them; a bare code stands for itself. */
export function optionsOf(options: readonly Option[] | undefined, text: (value: LocalText | undefined) => string): { id: string; label: string }[] {
  return (options ?? []).map((option) => (typeof option === "string" ? { id: option, label: option } : { id: option.id, label: text(option.label ?? option.name) || option.id }));
}
