import { useTexts } from "@/i18n";
import { length } from "./report";

/** Writes lengths of working time in the reader's language. */
export function useLength() {
  const { t } = useTexts();
  return (seconds: number) => {
    const { key, big, small } = length(seconds);
    return t(key, { big, small });
  };
}
