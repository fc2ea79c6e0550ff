import { Problem } from "@/api/problem";
import { i18n } from "@/i18n";

const { t } = i18n.global;

/** What went wrong and what to do about it, in one sentence or two. */
export function explain(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 0) return t("error.offline");
  const said = [error.detail ?? (error.message.startsWith("HTTP ") ? t("error.unknown", { status: error.status }) : error.message), error.remedy];
  return said.filter(Boolean).join(" ");
}
