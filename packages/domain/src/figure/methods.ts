/**
 * Every way a number is made: its version, its formula in words and the text it follows. The version rises when
 * the same inputs would give another number. Source of each row: its `standard`.
 */
import type { FigureName } from "@aidc/contract";

export interface Method {
  readonly version: number;
  readonly formula: string;
  readonly standard: string;
}

const ownPolicy = "Policy of this console where the standards are silent";
const pueText = "ISO/IEC 30134-2, EN 50600-4-2";
const rackText = "Three definitions of rack occupancy are in use; each is printed with its own";

export const methods = {
  energy: {
    version: 1,
    formula:
      "Differences of the energy register where there is one; else the trapezoid integral of power, with both window edges interpolated. A gap longer than the allowed one adds neither energy nor coverage. Points are added as integer millijoules.",
    standard:
      "Energy by integration as IEC 62053 meters do it; gap and edge rules are policy of this console",
  },
  facility_energy: {
    version: 1,
    formula: "Grid import + generators + photovoltaics - grid export, each as energy over the same window",
    standard: `${pueText}: energy across the boundary of the data centre, on-site generation at its output`,
  },
  power_peak: {
    version: 1,
    formula:
      "Greatest value of the sum of the points' interpolated power; over long windows of its 5-minute means",
    standard: ownPolicy,
  },
  pue: {
    version: 1,
    formula:
      "Facility energy / IT energy, both over the time that all their meters cover. Joint coverage of 99 % is valid, 95 % provisional, less is withheld.",
    standard: `${pueText}; interim (iPUE) for less than 12 months`,
  },
  pue_live: {
    version: 1,
    formula: "Facility power / IT power of this moment: indicative, never averaged",
    standard: `Not a PUE after ${pueText}, which is a ratio of energies`,
  },
  energy_price: {
    version: 1,
    formula: "Cost of the energy that was bought / that energy, while a tariff was in force",
    standard: ownPolicy,
  },
  pue_worth: {
    version: 1,
    formula:
      "IT energy x 0.01 x mean price of a bought kWh in the same time: what one hundredth of PUE costs at the same IT energy",
    standard: ownPolicy,
  },
  power_sum: {
    version: 1,
    formula: "Sum of the newest power of every point that is at most three cadences old",
    standard: ownPolicy,
  },
  rack_power_use: {
    version: 1,
    formula:
      "Sum of rack powers / sum of the limits of the same racks while all that is in them is heard; a rack without servers counts with 0 W, a silent one is on neither side and lowers the coverage",
    standard: rackText,
  },
  rack_occupancy_count: {
    version: 2,
    formula:
      "Racks with live IT equipment / racks of which it is known; a silent rack is on neither side and lowers the coverage",
    standard: rackText,
  },
  rack_occupancy_u: { version: 1, formula: "Rack units filled / usable rack units", standard: rackText },
  rack_occupancy_power: {
    version: 3,
    formula:
      "Mean IT power / limits of the same racks, those of which every IT meter is heard, and of empty ones; a silent meter is no 0 W and lowers the coverage",
    standard: rackText,
  },
  rack_power_contracted: {
    version: 1,
    formula: "Sum of the leases of power in force, each shared out equally over the racks it holds",
    standard: ownPolicy,
  },
  rack_power_allocated: {
    version: 1,
    formula: "Sum of the rated power of the servers that stand in the rack",
    standard: ownPolicy,
  },
  rack_power_limit: {
    version: 1,
    formula: "Power limit of the rack, as the inventory states it",
    standard: ownPolicy,
  },
  relative_humidity: {
    version: 1,
    formula: "Newest relative humidity of the sensor at the inlet",
    standard: "ASHRAE TC 9.9: moisture at the IT inlet",
  },
  dew_point: {
    version: 1,
    formula:
      "From temperature and relative humidity at the inlet by the Magnus formula (a = 17.62, b = 243.12); else the dew point that is measured at the rack or in its hall",
    standard: "Magnus formula with the constants of Sonntag",
  },
  loop_reading: { version: 1, formula: "Newest reading of the loop's sensor", standard: ownPolicy },
  heat_removed: {
    version: 1,
    formula:
      "Density x flow x specific heat x (return - supply temperature), with the constants of the loop's fluid",
    standard: "DMTF Redfish CoolingLoop: fluid constants belong to the loop",
  },
  inlet_temperature: {
    version: 1,
    formula: "Inlet sensor of the rack; without one the warmest fresh inlet of its servers",
    standard: "ASHRAE TC 9.9: temperature at the IT inlet",
  },
  outlet_temperature: {
    version: 1,
    formula: "Newest temperature of the sensor behind the rack",
    standard: ownPolicy,
  },
  accelerators_installed: { version: 1, formula: "Accelerators in the inventory", standard: ownPolicy },
  lease_hours: {
    version: 2,
    formula:
      "Sum over leases of amount x the time the lease shares with the window; of leases that count no cards the cards of the places given for them x the time they are",
    standard: ownPolicy,
  },
  allocated_hours: {
    version: 1,
    formula:
      "Integral over time of the accelerators that the scheduler holds; each count holds until the next",
    standard: ownPolicy,
  },
  active_hours: {
    version: 1,
    formula:
      "Integral over time of the accelerators at work: the scheduler's count, else those at 5 % activity or more",
    standard: ownPolicy,
  },
  occupancy: { version: 1, formula: "Leased / installed accelerator-hours", standard: ownPolicy },
  allocation: {
    version: 1,
    formula: "Allocated / installed accelerator-hours, over the time that every tenant's count is known",
    standard: ownPolicy,
  },
  utilisation: { version: 1, formula: "Active / allocated accelerator-hours", standard: ownPolicy },
  activity: {
    version: 1,
    formula: "Mean activity of the accelerators that report one; without them of the servers",
    standard: ownPolicy,
  },
  effective: {
    version: 1,
    formula: "Sum of the activity of all accelerators that report one",
    standard: ownPolicy,
  },
  powered: { version: 1, formula: "Accelerators in servers that draw power", standard: ownPolicy },
  healthy: { version: 1, formula: "Powered accelerators without a reported fault", standard: ownPolicy },
  assigned: { version: 1, formula: "Accelerators in assignments that hold now", standard: ownPolicy },
  idle: { version: 1, formula: "Allocated accelerators - those at work, never below 0", standard: ownPolicy },
  held_power: {
    version: 3,
    formula:
      "Sum of the newest power of what is assigned: racks held whole by their own meter, other servers by theirs, of a shared server the part of its accelerators that are held; a shared server without a meter by its accelerators",
    standard: ownPolicy,
  },
  held_energy: {
    version: 3,
    formula:
      "Energy of what was assigned, for the time it was: racks held whole by their own meter, other servers by theirs, of a shared server the part of its accelerators that are held; a shared server without a meter by its accelerators",
    standard:
      "Energy by integration; racks and shared servers are told and divided as in the center's energy flow (energy_flow)",
  },
  energy_with_overhead: {
    version: 1,
    formula: "Energy of what was assigned x PUE of the center over the same window",
    standard: `${pueText}; overhead shared in proportion to IT energy`,
  },
  grid_per_it: {
    version: 1,
    formula:
      "Energy imported from the grid / IT energy, both over the time that all their meters cover. Joint coverage of 99 % is valid, 95 % provisional, less is withheld.",
    standard:
      "GHG Protocol Scope 2, location-based: imports count whole, also beside an export; what sun or fuel gives on site is no energy of the grid",
  },
  carbon: {
    version: 2,
    formula:
      "Energy of what was assigned x grid energy per IT energy of the center over the same window (its PUE where the grid supplies all) x the grid's published emission factor (location-based)",
    standard:
      "GHG Protocol Scope 2, location-based, as the center's CUE (ISO/IEC 30134-8); the factor's source is named with the figure",
  },
  capacity: {
    version: 1,
    formula:
      "Sum over models of count x dense peak at one precision; precisions are never added or converted",
    standard: "Vendor dense peaks of the catalogue, each with source and evidence tier",
  },
  energy_cost: {
    version: 1,
    formula:
      "Sum over versions and bands of the tariff of (energy imported from the grid x price), each band rounded once; parts of the price that follow the band are multiplied by its factor. Demand charge not included.",
    standard: "The tariff's own published text, named with each version",
  },
  energy_flow: {
    version: 1,
    formula:
      "Energy of every level of the balance over the time that all of them cover; what a level does not pass on is its residual. Racks, by their own meters where they have one, by who held them; a shared server by the accelerators held in it, as in a tenant's own energy (held_energy)",
    standard: ownPolicy,
  },
} as const satisfies Record<string, Method>;

export type MethodId = keyof typeof methods;

export const methodOfFigure: Readonly<Record<FigureName, MethodId>> = {
  it_energy: "energy",
  facility_energy: "facility_energy",
  pue: "pue",
  it_power_peak: "power_peak",
  rack_occupancy_count: "rack_occupancy_count",
  rack_occupancy_u: "rack_occupancy_u",
  rack_occupancy_power: "rack_occupancy_power",
  rack_power_utilisation: "rack_power_use",
  accelerators_installed: "accelerators_installed",
  accelerator_hours_leased: "lease_hours",
  accelerator_hours_allocated: "allocated_hours",
  accelerator_hours_active: "active_hours",
  occupancy: "occupancy",
  allocation: "allocation",
  utilisation: "utilisation",
  capacity_pflops: "capacity",
  energy_cost: "energy_cost",
};
