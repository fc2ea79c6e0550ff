/** Who works where, and with what. */

import type { Instant, LocalText, Place, Window } from "./basics";
import type { WorkOrderState } from "./steps";

export type Presence = "onShift" | "offShift" | "absent";

export interface NextJob {
  ticket: string;
  number?: string;
  workOrder: string;
  start: Instant;
  end: Instant;
  state: WorkOrderState;
}

export interface Engineer {
  id: string;
  name: LocalText;
  org: string;
  skills: { id: string; level: number }[];
  zones: string[];
  home?: Place;
  position?: Place & { at: Instant };
  presence: Presence;
  shift?: Window;
  load: number;
  next?: NextJob;
}

export interface Visit {
  ticket: string;
  number?: string;
  workOrder: string;
  start: Instant;
  end: Instant;
  travelMinutes?: number;
  place?: Place;
  state: WorkOrderState;
  acceptBy?: Instant;
}

export interface Plan {
  date: string;
  visits: Visit[];
}

export interface TeamMember {
  id: string;
  name: string | LocalText;
  skills: { id: string; level: number }[];
  capacity: number;
  presence: "present" | "absent";
  load: number;
}

export interface Team {
  id: string;
  name: LocalText;
  org: string;
  parent?: string;
  lead?: string;
  members: TeamMember[];
  waiting: number;
}

export type Ring = [number, number][];

export interface Zone {
  id: string;
  name: LocalText;
  polygon: { type: "Polygon"; coordinates: Ring[] } | { type: "MultiPolygon"; coordinates: Ring[][] };
}

export interface Warehouse {
  id: string;
  name: LocalText;
  place?: Place;
  stock: { part: string; name?: LocalText; onHand: number; reserved: number }[];
}
