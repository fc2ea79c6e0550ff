import type { Budget, EscalationLevel, Priority, SlaPolicy, SlaTarget } from "@/api/types";

export const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];

export const metrics = [
  "firstResponse", "resolution", "step", "nextResponse", "periodicUpdate", "arrival", "totalResolution", "agentWork", "requesterWait", "teamTime", "supplierTime",
] as const;

export const receivers = ["assignee", "lead", "manager", "watchers"] as const;

export const budgetKinds = ["minutes", "workingDays", "until", "dayLengths", "months"] as const;
export type BudgetKind = (typeof budgetKinds)[number];

/** How a budget is written; a length in seconds counts as minutes with a fraction and is left to the JSON. */
export const kindOf = (budget: Budget | undefined): BudgetKind =>
  budget === undefined || typeof budget === "number" || budget.type === "span" ? "minutes" : budget.type;

/** The number that a budget is about. */
export function amountOf(budget: Budget | undefined): number {
  if (budget === undefined) return 0;
  if (typeof budget === "number") return budget;
  switch (budget.type) {
    case "span": return budget.seconds / 60;
    case "months": return budget.months;
    case "until": return budget.workingDays;
    default: return budget.days;
  }
}

/** A budget of a kind. */
export function budgetOf(kind: BudgetKind, amount: number, time = "17:00"): Budget {
  switch (kind) {
    case "minutes": return amount;
    case "months": return { type: "months", months: amount };
    case "until": return { type: "until", workingDays: amount, time };
    default: return { type: kind, days: amount };
  }
}

/** A budget in words, as a catalogue key and what it names. */
export function budgetText(budget: Budget | undefined): { key: string; n: number; time?: string } {
  const [kind, n] = [kindOf(budget), amountOf(budget)];
  if (kind === "minutes") return n >= 60 && n % 30 === 0 ? { key: "budgetText.hours", n: n / 60 } : { key: "budgetText.minutes", n };
  if (kind !== "until") return { key: `budgetText.${kind}`, n };
  const { time } = budget as { time: string };
  return n === 0 ? { key: "budgetText.today", n, time } : { key: "budgetText.until", n, time };
}

/** A target that allows four hours, with an id that the policy does not have yet. */
export function blankTarget(policy: SlaPolicy): SlaTarget {
  const taken = new Set(policy.targets.map(({ id }) => id));
  let n = policy.targets.length + 1;
  while (taken.has(`target-${n}`)) n++;
  return { id: `target-${n}`, metric: "resolution", budgets: { urgent: 120, high: 240, normal: 480, low: 960 }, warnings: [], escalation: [] };
}

/** People that a level tells. */
export const told = (level: EscalationLevel): string[] =>
  level.actions.flatMap((action) => (action.type === "notify" ? ((action as { whom?: string[] }).whom ?? []) : []));

export const does = (level: EscalationLevel, type: string): boolean => level.actions.some((action) => action.type === type);

/** Actions that the form does not know. */
export const otherActions = (level: EscalationLevel) => level.actions.filter(({ type }) => !["notify", "raisePriority", "handToLead"].includes(type));

/** The level with other people told, or an action more or less; what else it does stays in its place behind. */
export function withActions(level: EscalationLevel, whom: readonly string[], raise: boolean, hand: boolean): EscalationLevel {
  return {
    ...level,
    actions: [
      ...(raise ? [{ type: "raisePriority" }] : []),
      ...(hand ? [{ type: "handToLead" }] : []),
      ...(whom.length ? [{ type: "notify", whom: [...whom] }] : []),
      ...otherActions(level),
    ],
  };
}

/** A copy that shares nothing. */
export const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export const isSamePolicy = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === "object" && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member);
