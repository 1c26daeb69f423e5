import { ActionIcon, type ActionIconProps, useMantineColorScheme } from '@mantine/core';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { colorSchemes } from './color-schemes.ts';

interface ColorSchemeButtonProps
  extends ActionIconProps,
    Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof ActionIconProps> {
  ref?: Ref<HTMLButtonElement>;
}

/** Shows how the app looks; opens the menu once that has arrived. */
export function ColorSchemeButton(props: ColorSchemeButtonProps) {
  const { colorScheme } = useMantineColorScheme();
  const { label, Icon } = colorSchemes.find(({ value }) => value === colorScheme) ?? colorSchemes[0];
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Appearance: ${label}`} {...props}>
      <Icon size={17} aria-hidden />
    </ActionIcon>
  );
}
