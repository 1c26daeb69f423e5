import type { Strip, StripSettings } from './output.ts';
import { createMeter, rampTo } from './web-audio-nodes.ts';

/** A stereo panner takes 3 dB off a mono signal at the centre; mono stems play as loud as they were bounced. */
const MONO_CENTRE_GAIN = Math.SQRT2;

export function createStrip(
  context: BaseAudioContext,
  destination: AudioNode,
  settings: StripSettings,
): Strip & { readonly input: AudioNode } {
  const centre = settings.channels === 1 ? MONO_CENTRE_GAIN : 1;
  const fader = new GainNode(context, { gain: settings.gain * centre });
  const panner = new StereoPannerNode(context, { pan: settings.pan });
  const meter = createMeter(panner);
  fader.connect(panner).connect(destination);
  return {
    input: fader,
    setGain: (linear) => rampTo(fader.gain, linear * centre, context.currentTime),
    setPan: (pan) => rampTo(panner.pan, pan, context.currentTime),
    readLevels: meter.read,
    dispose() {
      meter.dispose();
      fader.disconnect();
      panner.disconnect();
    },
  };
}
