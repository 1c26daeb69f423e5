import { Button, type CSSVariablesResolver, createTheme } from '@mantine/core';
import { brass, ink, paper, red } from './colors.ts';

const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const mono = 'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace';

// Mantine computes the text's colour from the shade for light alone; this variable knows both.
const contrast = 'var(--mantine-primary-color-contrast)';

export const theme = createTheme({
  primaryColor: 'brass',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  colors: { brass, dark: ink, gray: paper, red },
  fontFamily: sans,
  fontFamilyMonospace: mono,
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontFamily: sans,
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.3' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: (_, { color, variant = 'filled' }) => ({
        root: color === undefined && variant === 'filled' ? { '--button-color': contrast } : {},
      }),
    }),
    Skeleton: { defaultProps: { radius: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Menu: { defaultProps: { shadow: 'md' } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show or hide the password' } } },
  },
});

/** Mantine's own variables, told to follow the tokens of `global.css`. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': 'var(--bf-page)',
    '--mantine-color-text': 'var(--bf-text)',
    '--mantine-color-dimmed': 'var(--bf-text-dim)',
    '--mantine-color-placeholder': 'var(--bf-text-faint)',
    '--mantine-color-anchor': 'var(--bf-link)',
    '--mantine-color-default-border': 'var(--bf-border-strong)',
    '--mantine-color-error': 'var(--bf-danger)',
  },
  dark: {
    '--mantine-color-body': 'var(--bf-page)',
    '--mantine-color-text': 'var(--bf-text)',
    '--mantine-color-dimmed': 'var(--bf-text-dim)',
    '--mantine-color-placeholder': 'var(--bf-text-faint)',
    '--mantine-color-anchor': 'var(--bf-link)',
    '--mantine-color-default-border': 'var(--bf-border-strong)',
    '--mantine-color-error': 'var(--bf-danger)',
  },
});
