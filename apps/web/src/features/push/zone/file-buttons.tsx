import { Button, type ButtonVariant } from '@mantine/core';
import { IconFolderPlus, IconMusicPlus } from '@tabler/icons-react';
import { type ChangeEvent, useRef } from 'react';
import { readInput } from '../drop/read-drop.ts';
import type { ChosenFile } from '../drop/sort-files.ts';

interface FileButtonsProps {
  onChoose: (files: ChosenFile[]) => void;
  /** Called when somebody may be about to choose. */
  onApproach?: () => void;
  size?: 'xs' | 'sm' | 'md';
  /** How much the first button stands out. */
  variant?: ButtonVariant;
  isDisabled?: boolean;
}

// What a folder input needs is in every browser, and in no type.
const folderProps = { webkitdirectory: '' } as object;

/** Choosing files or a folder without dragging. */
export function FileButtons({
  onChoose,
  onApproach,
  size = 'sm',
  variant = 'filled',
  isDisabled = false,
}: FileButtonsProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const chosen = readInput(currentTarget.files);
    // So that choosing the same file once more is a choice again.
    currentTarget.value = '';
    if (chosen.length > 0) onChoose(chosen);
  };
  return (
    <>
      <Button
        size={size}
        variant={variant}
        disabled={isDisabled}
        leftSection={<IconMusicPlus size={16} aria-hidden />}
        onPointerEnter={onApproach}
        onFocus={onApproach}
        onClick={() => files.current?.click()}
      >
        Choose files
      </Button>
      <Button
        size={size}
        variant="default"
        disabled={isDisabled}
        leftSection={<IconFolderPlus size={16} aria-hidden />}
        onPointerEnter={onApproach}
        onFocus={onApproach}
        onClick={() => folder.current?.click()}
      >
        Choose a folder
      </Button>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Stems to push"
        data-testid="push-files"
        onChange={take}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label="Folder of stems to push"
        data-testid="push-folder"
        onChange={take}
        {...folderProps}
      />
    </>
  );
}
