// Runs before the first paint, so that nobody who chose light sees a flash of dark. A file of its own: the content
// security policy allows no inline script.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // A browser that keeps nothing gets the default.
  }
  const prefersLight = matchMedia('(prefers-color-scheme: light)').matches;
  const scheme = choice === 'light' || (choice === 'auto' && prefersLight) ? 'light' : 'dark';
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();
