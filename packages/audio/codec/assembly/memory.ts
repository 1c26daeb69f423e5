// Where everything lies in the codec's memory. Nothing is allocated: a chunk has a largest size, so all of it has a place.

/** Frames of a FLAC block, at most. */
export const MAX_BLOCK: i32 = 4096;
/** Bytes of a chunk, at most. */
export const MAX_CHUNK: i32 = 0x80000;

/** CRC-8, then eight slices of CRC-16. */
export const CRC8: usize = 0x1000;
export const CRC16: usize = 0x1100;
/** Sums of the residual, one number of 64 bits per partition, for each order of partitioning. */
export const SUMS: usize = 0x3000;
/** Rice parameters of the partitions that are being tried, and the best so far. */
export const TRIED: usize = 0x4000;
export const CHOSEN: usize = 0x4100;
/** Autocorrelation, coefficients of linear prediction as floats, and as integers. */
export const AUTOCORRELATION: usize = 0x4200;
export const COEFFICIENTS: usize = 0x4300;
export const QUANTISED: usize = 0x4700;
/** One byte per plane: which prediction suits its sound in this chunk. */
export const PREFERENCES: usize = 0x4800;

/** One array of samples per channel, then middle and side; each has room in front for what prediction looks back at. */
export const PLANES: usize = 0x10000;
export const PLANE_STRIDE: usize = 0x4400;
export const LEAD: usize = 0x200;

export const RESIDUAL: usize = 0x40000;
export const OTHER_RESIDUAL: usize = 0x45000;
/** The samples of one channel as doubles, and the same under a window; both with room in front. */
export const DOUBLES: usize = 0x4c000;
export const WINDOWED: usize = 0x58000;

/** The chunk; its encoded bytes; what they decode to again; the bits that are left over of split samples. */
export const CHUNK: usize = 0x80000;
export const ENCODED: usize = 0x120000;
export const DECODED: usize = 0x260000;
export const LEFT_OVER: usize = 0x300000;
/** The encoded bytes with each four of them turned round, for reading bits. */
export const TURNED: usize = 0x400000;
/** Split samples: the whole numbers of 32 bits that go into FLAC, interleaved. */
export const WHOLES: usize = 0x580000;

export function planeOf(channel: i32): usize {
  return PLANES + (channel as usize) * PLANE_STRIDE + LEAD;
}
