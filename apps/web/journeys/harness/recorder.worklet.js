/** Passes sound on and hands every quantum of it, with its frame number, to the page. */
class Recorder extends AudioWorkletProcessor {
  process([input], [output]) {
    for (const [channel, data] of input.entries()) output[channel]?.set(data);
    const [left, right] = input;
    this.port.postMessage({ frame: currentFrame, left: left?.slice(), right: (right ?? left)?.slice() });
    return true;
  }
}

registerProcessor('recorder', Recorder);
