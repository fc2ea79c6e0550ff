import type { Level, Presence, Priority, Role, Status, WorkOrderState } from "@/api/types";
import type { GlyphName } from "./glyphs";

/** Colour by meaning; the style sheets define what each looks like on light and on dark ground. */
export type Tone = "neutral" | "calm" | "good" | "warn" | "bad";

export interface Sign {
  glyph: GlyphName;
  tone: Tone;
}

export const statusSigns: Record<Status, Sign> = {
  new: { glyph: "new", tone: "calm" },
  open: { glyph: "open", tone: "calm" },
  pending: { glyph: "pause", tone: "warn" },
  resolved: { glyph: "check", tone: "good" },
  closed: { glyph: "closed", tone: "neutral" },
  cancelled: { glyph: "cross", tone: "neutral" },
  merged: { glyph: "merge", tone: "neutral" },
};

export const prioritySigns: Record<Priority, Sign> = {
  urgent: { glyph: "up2", tone: "bad" },
  high: { glyph: "up", tone: "warn" },
  normal: { glyph: "level", tone: "neutral" },
  low: { glyph: "down", tone: "neutral" },
};

export const levelSigns: Record<Level, Sign> = {
  info: { glyph: "info", tone: "neutral" },
  warn: { glyph: "warn", tone: "warn" },
  alert: { glyph: "alert", tone: "bad" },
};

export const presenceSigns: Record<Presence | "present", Sign> = {
  onShift: { glyph: "check", tone: "good" },
  present: { glyph: "check", tone: "good" },
  offShift: { glyph: "pause", tone: "neutral" },
  absent: { glyph: "cross", tone: "warn" },
};

export const workOrderSigns: Record<WorkOrderState, Sign> = {
  seeking: { glyph: "search", tone: "warn" },
  unassigned: { glyph: "warn", tone: "bad" },
  held: { glyph: "hourglass", tone: "calm" },
  booked: { glyph: "clock", tone: "warn" },
  confirmed: { glyph: "clock", tone: "warn" },
  accepted: { glyph: "check", tone: "calm" },
  departed: { glyph: "route", tone: "calm" },
  arrived: { glyph: "wrench", tone: "calm" },
  done: { glyph: "check", tone: "good" },
  cancelled: { glyph: "cross", tone: "neutral" },
};

export const clockSigns: Record<"running" | "paused" | "met" | "breached" | "cancelled", Sign> = {
  running: { glyph: "clock", tone: "calm" },
  paused: { glyph: "pause", tone: "warn" },
  met: { glyph: "check", tone: "good" },
  breached: { glyph: "alert", tone: "bad" },
  cancelled: { glyph: "cross", tone: "neutral" },
};

/** Roles that lead, that take tickets in, that work at a desk, and all who work here. */
export const leadRoles: readonly Role[] = ["admin", "manager", "dispatcher"];
export const intakeRoles: readonly Role[] = [...leadRoles, "agent"];
export const deskRoles: readonly Role[] = [...intakeRoles, "warehouse", "finance"];
export const staffRoles: readonly Role[] = [...deskRoles, "engineer"];
