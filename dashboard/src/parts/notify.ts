import { Problem } from "@/api/problem";
import { ElMessage } from "@/elements";
import { i18n } from "@/i18n";

const { t } = i18n.global;

/** A short word that something was done; it goes by itself and is read out. */
export function notifyDone(message: string) {
  ElMessage({ message, type: "success", duration: 3_000, grouping: true });
}

/** What went wrong and what to do about it, in one sentence or two. */
export function explain(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 0) return t("error.offline");
  const said = [error.detail ?? (error.message.startsWith("HTTP ") ? t("error.unknown", { status: error.status }) : error.message), error.remedy];
  return said.filter(Boolean).join(" ");
}

export function notifyProblem(error: unknown) {
  ElMessage({ message: explain(error), type: "error", duration: 6_000, grouping: true, showClose: true });
}
