type Callback = () => void;

const callbacks = new Set<Callback>();
let request = 0;

function run(): void {
  request = requestAnimationFrame(run);
  for (const callback of callbacks) callback();
}

/** Calls back before each repaint until the returned function is called. All callers share one request. */
export function onFrame(callback: Callback): () => void {
  callbacks.add(callback);
  if (callbacks.size === 1) request = requestAnimationFrame(run);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) cancelAnimationFrame(request);
  };
}
