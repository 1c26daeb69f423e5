import './theme/mantine-styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { reloadWhenOutdated } from './app/reload-when-outdated.ts';
import { createServices } from './app/services.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place to draw in.');

reloadWhenOutdated();
createRoot(root).render(
  <StrictMode>
    <App services={createServices()} />
  </StrictMode>,
);
