/** What the live plan weighs against each other: minor units of one currency. */
export interface DispatchPrices {
  currency: string;
  travelHour: number;
  overtimeHour: number;
  lateHour: number;
  delayHour: number;
  bookedHour: number;
  spareLevel: number;
  changedEngineer: number;
  changedHour: number;
  unserved: number;
  leastGain: number;
}

export type PriceName = Exclude<keyof DispatchPrices, "currency">;

/** Prices by what they decide, in the order in which they are shown. */
export const priceGroups: { name: "time" | "choosing" | "promises"; prices: PriceName[] }[] = [
  { name: "time", prices: ["travelHour", "overtimeHour", "lateHour"] },
  { name: "choosing", prices: ["delayHour", "bookedHour", "spareLevel"] },
  { name: "promises", prices: ["changedEngineer", "changedHour", "unserved", "leastGain"] },
];

/** Least and most of a price in minor units, as the server has them. */
export function bounds(name: PriceName): { least: number; most: number } {
  const forAnHour = name.endsWith("Hour");
  return { least: name === "travelHour" ? 1 : 0, most: forAnHour ? 500_000 : 2_000_000 };
}

/** Decimals of a currency; two while its code is still being written. */
export function decimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Fields that the form shows a sentence beside, by their JSON path. */
export const priceFields = ["currency", ...priceGroups.flatMap(({ prices }) => prices)];
