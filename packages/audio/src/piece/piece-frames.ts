/** Frames of one piece, in which the player fetches a stem: 1.4 s at 48 kHz. The last piece of a stem is shorter. */
export const PIECE_FRAMES = 65_536;
