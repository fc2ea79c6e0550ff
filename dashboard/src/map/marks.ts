import { computed } from "vue";
import type { NextJob, Place, Presence } from "@/api/types";
import type { Point } from "./projection";

/** What an engineer is doing, which decides the shape of his mark. */
export type Doing = "free" | "booked" | "onRoute" | "onSite" | "off";

export interface MapEngineer {
  id: string;
  label: string;
  place?: Place;
  presence: Presence;
  next?: NextJob;
}

export interface MapJob {
  id: string;
  label: string;
  place?: Place;
  tone: "neutral" | "warn" | "bad";
}

export function doing({ presence, next }: Pick<MapEngineer, "presence" | "next">): Doing {
  if (next?.state === "arrived") return "onSite";
  if (next?.state === "departed") return "onRoute";
  if (presence !== "onShift") return "off";
  return next && next.state !== "done" && next.state !== "cancelled" ? "booked" : "free";
}

/** How many engineers are doing what. */
export function headcount(engineers: readonly Pick<MapEngineer, "presence" | "next">[]): Record<Doing, number> {
  const heads: Record<Doing, number> = { free: 0, booked: 0, onRoute: 0, onSite: 0, off: 0 };
  for (const engineer of engineers) heads[doing(engineer)]++;
  return heads;
}

/** Where each mark stands in the frame; who stands on no map is left out. */
export function useMapMarks(
  props: { readonly engineers: readonly MapEngineer[]; readonly jobs: readonly MapJob[] },
  at: (place: Place | undefined) => Point | undefined,
) {
  const jobMarks = computed(() => props.jobs.flatMap((job) => {
    const point = at(job.place);
    return point ? [{ ...job, at: point }] : [];
  }));

  const engineerMarks = computed(() => props.engineers.flatMap((engineer) => {
    const point = at(engineer.place);
    return point ? [{ ...engineer, at: point, doing: doing(engineer) }] : [];
  }));

  /** From an engineer to the job he is on or goes to next. */
  const routes = computed(() => {
    const jobs = new Map(jobMarks.value.map((job) => [job.id, job.at]));
    return engineerMarks.value.flatMap(({ id, next, at: from, doing: what }) => {
      const to = next && what !== "off" && what !== "free" ? jobs.get(next.ticket) : undefined;
      return to ? [{ id, from, to }] : [];
    });
  });

  return { jobMarks, engineerMarks, routes };
}
