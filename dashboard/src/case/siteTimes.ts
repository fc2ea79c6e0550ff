import { computed } from "vue";
import { useTexts } from "@/i18n";
import { clockTime, dayIn, longDate, shortDate, zoneName } from "@/time/format";
import { useNow } from "@/time/now";

const dayMs = 86_400_000;

/** Days and times as the clock on the site's wall shows them, wherever the reader is. */
export function useSiteTimes(timeZone: () => string | undefined) {
  const { t, language } = useTexts();
  const now = useNow();
  const time = (instant: string | number) => clockTime(instant, language.value, timeZone());
  const near = (instant: string | number) => {
    const on = dayIn(instant, timeZone());
    return on === dayIn(now.value, timeZone()) ? t("caseVisit.today") : on === dayIn(now.value + dayMs, timeZone()) ? t("caseVisit.tomorrow") : undefined;
  };
  const day = (instant: string | number) => near(instant) ?? longDate(instant, language.value, timeZone());
  /** What a day is called where there is little room, and its date. */
  const shortDay = (instant: string | number) => {
    const { weekday, date } = shortDate(instant, language.value, timeZone());
    return { name: near(instant) ?? weekday, date };
  };
  /** Today and tomorrow with their date as well. */
  const wholeDay = (instant: string | number) => [...new Set([day(instant), longDate(instant, language.value, timeZone())])].join(" · ");
  const at = (from: string | number, until?: string | number) => `${day(from)} ${until === undefined ? time(from) : t("caseVisit.range", { from: time(from), to: time(until) })}`;
  /** Said only where the reader's own clock shows something else. */
  const zone = computed(() => {
    const site = timeZone();
    return site && clockTime(now.value, language.value, site) + dayIn(now.value, site) !== clockTime(now.value, language.value) + dayIn(now.value, undefined) ? zoneName(site, language.value, now.value) : undefined;
  });
  return { now, time, day, shortDay, wholeDay, at, zone };
}
