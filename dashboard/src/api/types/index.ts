/** What the server sends and takes: camelCase JSON, instants as RFC 3339 UTC strings, absent instead of null. */

export type * from "./basics";
export type * from "./board";
export type * from "./cluster";
export type * from "./fieldWork";
export type * from "./notices";
export type * from "./session";
export type * from "./sla";
export type * from "./steps";
export type * from "./tickets";
