// A seeded generator of pseudo-random numbers: sfc32 (Chris Doty-Humphrey's "small fast counting" generator, from
// PractRand), seeded through splitmix32. Everything that a run decides by chance comes from one of these, so that
// a run is a function of its seed. Not for secrets.

/** A stream of pseudo-random numbers that depends on the seed alone. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** @param seed any number; `stream` tells apart independent streams of the same seed. */
  constructor(seed: number, stream = 0) {
    let state = mix(seed | 0) ^ mix(Math.floor(seed / 0x1_0000_0000) + 0x51ed2701) ^ mix(stream + 0x2545f491);
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      return mix(state);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** 32 random bits, as an integer from 0 to 2³² − 1. */
  bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A uniform integer from 0 to `bound` − 1, for an integer `bound` from 1 to 2⁵³. */
  below(bound: number): number {
    if (bound <= 0x1_0000_0000) {
      // Rejects what would favour the small remainders.
      const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
      for (;;) {
        const bits = this.bits();
        if (bits < limit) return bits % bound;
      }
    }
    const limit = 0x20_0000_0000_0000 - (0x20_0000_0000_0000 % bound);
    for (;;) {
      const bits = (this.bits() >>> 11) * 0x1_0000_0000 + this.bits();
      if (bits < limit) return bits % bound;
    }
  }

  /** A uniform integer from 0 to `bound` − 1, for `bound` from 1 to 2⁶⁴. */
  belowBig(bound: bigint): bigint {
    const limit = (1n << 64n) - ((1n << 64n) % bound);
    for (;;) {
      const bits = (BigInt(this.bits()) << 32n) | BigInt(this.bits());
      if (bits < limit) return bits % bound;
    }
  }
}

/** The finaliser of splitmix32: spreads the bits of a 32-bit integer. */
function mix(value: number): number {
  let z = value | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
