import { emptyRackTable } from "@aidc/contract";

/** Racks whose every value changes a little with each step, as power and temperature do. */
export class RackTables {
  readonly previous: Int16Array[];
  readonly next: Int16Array[];
  readonly #racks: number;
  #seed = 1;

  constructor(racks: number) {
    this.#racks = racks;
    this.previous = emptyRackTable(racks);
    this.next = emptyRackTable(racks);
    for (let rack = 0; rack < racks; rack++) {
      this.#set(0, rack, 1500 + (rack % 700));
      this.#set(1, rack, 6000 + (rack % 3000));
      this.#set(2, rack, 2400 + (rack % 300));
      this.#set(3, rack, 1);
    }
  }

  step(): void {
    for (let rack = 0; rack < this.#racks; rack++) {
      const drift = Math.round((this.#random() - 0.5) * 40);
      this.#set(0, rack, this.#at(0, rack) + drift);
      this.#set(1, rack, this.#at(1, rack) + drift * 3);
      this.#set(2, rack, this.#at(2, rack) + Math.round((this.#random() - 0.5) * 20));
    }
  }

  #at(column: number, rack: number): number {
    return this.next[column]?.[rack] ?? Number.NaN;
  }

  #set(column: number, rack: number, value: number): void {
    const cells = this.next[column];
    if (cells) cells[rack] = value;
  }

  #random(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) | 0;
    return (this.#seed >>> 0) / 4_294_967_296;
  }
}
