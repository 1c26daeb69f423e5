/** Lets the last hundredth of a second run out to nothing. */
export function fadeEnd(sound: Float32Array): Float32Array {
  const fade = Math.min(sound.length, 480);
  for (let frame = 0; frame < fade; frame++) sound[sound.length - 1 - frame]! *= frame / fade;
  return sound;
}
