import type { Place, Ring, Zone } from "@/api/types";

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Point = readonly [x: number, y: number];
/** From the globe to the frame and back. */
export interface Projection {
  point(place: Place): Point;
  place(point: Point): Place;
}

/** Northing of Web Mercator in degrees of longitude at the equator. */
const northing = (latitude: number) => (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;
const latitudeOf = (north: number) => (Math.atan(Math.exp((north * Math.PI) / 180)) * 360) / Math.PI - 90;

/** All rings of a zone's polygon, holes included. */
export function rings(zone: Zone): Ring[] {
  return zone.polygon.type === "Polygon" ? zone.polygon.coordinates : zone.polygon.coordinates.flat();
}

export function boxOf(places: Iterable<Place>): Box | undefined {
  let box: Box | undefined;
  for (const { longitude, latitude } of places) {
    box = box
      ? { west: Math.min(box.west, longitude), south: Math.min(box.south, latitude), east: Math.max(box.east, longitude), north: Math.max(box.north, latitude) }
      : { west: longitude, south: latitude, east: longitude, north: latitude };
  }
  return box;
}

export function zoneBox(zone: Zone): Box | undefined {
  return boxOf(rings(zone).flatMap((ring) => ring.map(([longitude, latitude]) => ({ longitude, latitude }))));
}

export const contains = (box: Box, { longitude, latitude }: Place) =>
  longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;

/** The box grown on each side by a share of its own size. */
export function grown(box: Box, share: number): Box {
  const [dx, dy] = [(box.east - box.west) * share, (box.north - box.south) * share];
  return { west: box.west - dx, south: box.south - dy, east: box.east + dx, north: box.north + dy };
}

const touch = (a: Box, b: Box) => a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;

const union = (a: Box, b: Box): Box => ({
  west: Math.min(a.west, b.west), south: Math.min(a.south, b.south), east: Math.max(a.east, b.east), north: Math.max(a.north, b.north),
});

/** Boxes of areas that lie near each other; cities far apart become separate maps instead of two dots on one. */
export function neighbourhoods(zones: readonly Zone[]): Box[] {
  let boxes = zones.map(zoneBox).filter((box): box is Box => box !== undefined);
  for (let merged = true; merged; ) {
    merged = false;
    const next: Box[] = [];
    for (const box of boxes) {
      const near = next.findIndex((other) => touch(grown(other, 0.75), grown(box, 0.75)));
      if (near < 0) next.push(box);
      else {
        next[near] = union(next[near]!, box);
        merged = true;
      }
    }
    boxes = next;
  }
  return boxes;
}

/** Divides a frame into `count` equal ones along its longer side. */
export function divided(frame: Frame, count: number, gap: number): Frame[] {
  const across = frame.width >= frame.height;
  const length = ((across ? frame.width : frame.height) - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, index) => across
    ? { ...frame, x: frame.x + index * (length + gap), width: length }
    : { ...frame, y: frame.y + index * (length + gap), height: length });
}

/** Web Mercator, scaled so that the box fills the frame without distortion and stands in its middle. */
export function fit(box: Box, frame: Frame): Projection {
  const [top, bottom] = [northing(box.north), northing(box.south)];
  const scale = Math.min(frame.width / Math.max(box.east - box.west, 1e-6), frame.height / Math.max(top - bottom, 1e-6));
  const x0 = frame.x + (frame.width - (box.east - box.west) * scale) / 2;
  const y0 = frame.y + (frame.height - (top - bottom) * scale) / 2;
  return {
    point: ({ longitude, latitude }) => [x0 + (longitude - box.west) * scale, y0 + (top - northing(latitude)) * scale],
    place: ([x, y]) => ({ longitude: box.west + (x - x0) / scale, latitude: latitudeOf(top - (y - y0) / scale) }),
  };
}

/** SVG path of a zone's outline; with the even-odd rule its holes stay open. */
export function outline(zone: Zone, point: Projection["point"]): string {
  return rings(zone)
    .map((ring) => `M${ring.map(([longitude, latitude]) => point({ longitude, latitude }).map((value) => value.toFixed(1)).join(",")).join("L")}Z`)
    .join("");
}

/** Centroid of a zone's outer ring by area. */
export function middle(zone: Zone): Place | undefined {
  const ring = outerRing(zone);
  if (!ring?.length) return undefined;
  let [area, x, y] = [0, 0, 0];
  const [x0, y0] = ring[0]!;
  for (const [[px, py], [qx, qy]] of edges(ring)) {
    const [ax, ay, bx, by] = [px - x0, py - y0, qx - x0, qy - y0];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return area === 0 ? { longitude: x0, latitude: y0 } : { longitude: x0 + x / (3 * area), latitude: y0 + y / (3 * area) };
}

/** Northernmost point of a zone on the meridian of its middle: its name stands just below, where marks hide it least. */
export function crest(zone: Zone): Place | undefined {
  const centre = middle(zone);
  const ring = outerRing(zone);
  if (!centre || !ring) return undefined;
  const { longitude } = centre;
  const crossings = edges(ring).filter(([[ax], [bx]]) => (ax <= longitude) !== (bx <= longitude))
    .map(([[ax, ay], [bx, by]]) => ay + ((longitude - ax) / (bx - ax)) * (by - ay));
  return { longitude, latitude: crossings.length ? Math.max(...crossings) : centre.latitude };
}

const outerRing = ({ polygon }: Zone): Ring | undefined => (polygon.type === "Polygon" ? polygon.coordinates[0] : polygon.coordinates[0]?.[0]);
const edges = (ring: Ring) => ring.slice(1).map((point, index) => [ring[index]!, point] as const);
