import type { ClusterState } from "@/api/types";

export interface GrainRow {
  type: string;
  total: number;
  /** One number for each silo, in the order of the silos. */
  counts: number[];
}

/** Pure: grains as a table of kinds by silos, the most numerous kind first. */
export function grainTable(grains: ClusterState["grains"]): { silos: string[]; rows: GrainRow[] } {
  const silos = [...new Set(grains.map(({ silo }) => silo))].sort();
  const types = [...new Set(grains.map(({ type }) => type))];
  const rows = types.map((type) => {
    const counts = silos.map((silo) => grains.filter((one) => one.type === type && one.silo === silo).reduce((sum, { count }) => sum + count, 0));
    return { type, counts, total: counts.reduce((sum, count) => sum + count, 0) };
  });
  return { silos, rows: rows.sort((a, b) => b.total - a.total || (a.type < b.type ? -1 : 1)) };
}

export interface Clockwork {
  /** The silo; undefined for the shares that run nowhere. */
  silo?: string;
  shares: string[];
}

/** Pure: who runs which shares of the clock; first those that nobody runs. */
export function clockwork(clock: ClusterState["clock"]): Clockwork[] {
  const bySilo = new Map<string | undefined, string[]>();
  for (const { id, silo } of clock) bySilo.set(silo, [...(bySilo.get(silo) ?? []), id]);
  return [...bySilo].map(([silo, shares]) => ({ silo, shares })).sort((a, b) => ((a.silo ?? "") < (b.silo ?? "") ? -1 : 1));
}
