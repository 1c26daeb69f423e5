import type { StereoLevels } from './output.ts';

const RAMP_SECONDS = 0.015;
const METER_FRAMES = 1_024;

/** Moves a parameter to a value within a few milliseconds, from wherever it is now, so that it does not click. */
export function rampTo(param: AudioParam, value: number, now: number): void {
  const current = param.value;
  param.cancelScheduledValues(now);
  param.setValueAtTime(current, now);
  param.linearRampToValueAtTime(value, now + RAMP_SECONDS);
}

export interface Meter {
  readonly read: (into: StereoLevels) => void;
  readonly dispose: () => void;
}

/** Peaks of the last moments, left and right, of what comes out of a node. */
export function createMeter(node: AudioNode): Meter {
  const { context } = node;
  const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  const analysers = [0, 1].map(() => new AnalyserNode(context, { fftSize: METER_FRAMES }));
  const window = new Float32Array(METER_FRAMES);
  node.connect(splitter);
  for (const [channel, analyser] of analysers.entries()) splitter.connect(analyser, channel);

  const peakOf = (analyser: AnalyserNode) => {
    analyser.getFloatTimeDomainData(window);
    let peak = 0;
    for (const value of window) peak = Math.max(peak, Math.abs(value));
    return peak;
  };
  return {
    read(into) {
      into.left = peakOf(analysers[0]!);
      into.right = peakOf(analysers[1]!);
    },
    dispose() {
      node.disconnect(splitter);
      splitter.disconnect();
    },
  };
}
