import { ElMessage } from "@/elements";
import { explain } from "./explain";

/** A short word that something was done; it goes by itself and is read out. */
export function notifyDone(message: string) {
  ElMessage({ message, type: "success", duration: 3_000, grouping: true });
}

export function notifyProblem(error: unknown) {
  ElMessage({ message: explain(error), type: "error", duration: 6_000, grouping: true, showClose: true });
}
