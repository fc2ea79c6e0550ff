/** Steps of a flow, their forms, and the visits that they ask for. */

import type { Instant, LocalText, Window } from "./basics";

export type FieldType = "text" | "number" | "integer" | "money" | "boolean" | "instant" | "choice" | "textSet" | "place";

/** Something to choose: a bare code, or a code with words. */
export type Option = string | { id: string; label?: LocalText; name?: LocalText };

export interface FormField {
  field: string;
  label: LocalText;
  type: FieldType;
  required: boolean;
  options?: Option[];
}

export interface Step {
  instance: string;
  step: string;
  name: LocalText;
  kind: "team" | "visit" | "wait";
  state: "waiting" | "offered" | "active" | "done" | "cancelled";
  team?: string;
  assignee?: string;
  openedAt: Instant;
  dueAt?: Instant;
  outcomes?: Option[];
  form?: FormField[];
  workOrder?: string;
}

/** How far a visit is: of a work order, or (`held`, `confirmed`) of a place in an engineer's day. */
export type WorkOrderState = "seeking" | "unassigned" | "held" | "booked" | "confirmed" | "accepted" | "departed" | "arrived" | "done" | "cancelled";

export interface WorkOrder {
  id: string;
  step: string;
  state: WorkOrderState;
  engineer?: string;
  engineerName?: LocalText;
  window?: Window;
  arrival?: Instant;
  end?: Instant;
  /** When the engineer will probably be there, and when that was reckoned. */
  estimate?: { arrival: Instant; at: Instant };
  acceptBy?: Instant;
  parts: { part: string; quantity: number; warehouse?: string }[];
  unassigned?: { at: Instant; reasons: { engineer: string; code: string; text: LocalText }[] };
}
