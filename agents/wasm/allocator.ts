/** A named array in the kernel's memory, of 4-byte elements. */
export interface Region {
  readonly address: number;
  readonly length: number;
}

/** Rows to be copied further apart. */
export interface Copy {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly rowBytes: number;
  readonly paddedRowBytes: number;
}

/** The module's own data lies in the first page. */
const FIRST_ADDRESS = 65_536;

/** Hands out consecutive regions, each on a cache line of its own; a name may be given again. */
export class Allocator {
  readonly regions: Record<string, Region> = {};
  readonly addresses: Record<string, number> = {};
  readonly copies: Copy[] = [];
  byteLength = FIRST_ADDRESS;

  array(name: string, length: number): void {
    this.regions[name] = { address: this.byteLength, length };
    this.addresses[name] = this.byteLength;
    this.byteLength = Math.ceil((this.byteLength + 4 * length) / 64) * 64;
  }

  /** An input whose rows the kernel reads in whole pieces: in place if they are, else from a padded copy. */
  rows(name: string, count: number, width: number, paddedWidth: number): void {
    this.array(name, count * width);
    if (width === paddedWidth) return;
    const from = this.addresses[name]!;
    const to = this.byteLength;
    this.byteLength += Math.ceil((4 * count * paddedWidth) / 64) * 64;
    this.addresses[name] = to;
    this.copies.push({
      from,
      to,
      rows: count,
      rowBytes: 4 * width,
      paddedRowBytes: 4 * paddedWidth,
    });
  }
}
