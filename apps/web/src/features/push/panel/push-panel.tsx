import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { Button, CloseButton } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { commitTitle } from '../../../components/commit-title.ts';
import type { ChosenFile } from '../drop/sort-files.ts';
import { computeOutlook, listBroken } from '../session/push-outlook.ts';
import type { PushSession } from '../session/push-session.ts';
import { hasWork, isUploading } from '../session/push-stakes.ts';
import { FileButtons } from '../zone/file-buttons.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { MovedDialog } from './moved-dialog.tsx';
import { ProgressAnnouncer } from './progress-announcer.tsx';
import { PushFooter } from './push-footer.tsx';
import { PushNotices } from './push-notices.tsx';
import styles from './push-panel.module.css';
import { PushRows } from './push-rows.tsx';
import { useFinishPush } from './use-finish-push.ts';
import { type Preview, usePreview } from './use-preview.ts';

interface PushPanelProps {
  repository: RepositoryResponse;
  session: PushSession;
  head: CommitResponse | null;
  onChoose: (files: ChosenFile[]) => void;
  onClose: () => void;
}

/** Where a version is looked at, heard and corrected before it is pushed. */
export function PushPanel({ repository, session, head, onChoose, onClose }: PushPanelProps) {
  const state = useSyncExternalStore(session.subscribe, session.getState);
  const outlook = computeOutlook(state);
  const preview = usePreview(state);
  const [isAsking, setIsAsking] = useState(false);
  const isAtStake = hasWork(state) || isUploading(state);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isAtStake && current.pathname !== next.pathname,
    enableBeforeUnload: () => isAtStake,
    withResolver: true,
  });
  useFinishPush(repository, state, onClose);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const close = () => {
    if (isAtStake) setIsAsking(true);
    else onClose();
  };
  const isLocked = state.stage !== 'reviewing';
  return (
    <section className={styles.panel} aria-labelledby="push-title">
      <header className={styles.top}>
        <div className={styles.titles}>
          <h2 id="push-title" className={styles.title} tabIndex={-1} ref={heading}>
            {state.base.headId === null ? 'First version' : 'New version'}
          </h2>
          <p className={styles.lead}>
            On <strong>{state.base.branch}</strong>
            {head && head.id === state.base.headId && <>, after “{commitTitle(head)}”</>}
          </p>
        </div>
        <div className={styles.actions}>
          <PlayAll preview={preview} isDisabled={state.plan.rows.every((row) => row.isRemoved)} />
          <FileButtons size="xs" variant="default" isDisabled={isLocked} onChoose={onChoose} />
        </div>
        <CloseButton aria-label="Close without pushing" disabled={state.stage === 'committing'} onClick={close} />
      </header>
      <PushNotices state={state} onForgetSkipped={() => session.forgetSkipped()} />
      <PushRows session={session} state={state} outlook={outlook} preview={preview} isLocked={isLocked} />
      <PushFooter
        state={state}
        outlook={outlook}
        onDraft={(change) => session.changeDraft(change)}
        onPush={() => session.push()}
        onStop={() => session.stopPushing()}
        onTakeOutBroken={() => {
          for (const { id } of listBroken(state)) session.edit({ kind: 'discard-file', fileId: id });
        }}
      />
      <ProgressAnnouncer state={state} />
      {state.moved && <MovedDialog repository={repository} session={session} moved={state.moved} />}
      <LeaveDialog
        isOpen={isAsking || blocker.status === 'blocked'}
        isUploading={isUploading(state)}
        onStay={() => {
          setIsAsking(false);
          blocker.reset?.();
        }}
        onLeave={() => {
          setIsAsking(false);
          onClose();
          blocker.proceed?.();
        }}
      />
    </section>
  );
}

function PlayAll({ preview, isDisabled }: { preview: Preview; isDisabled: boolean }) {
  const isPlaying = preview.playingId === 'all';
  const Icon = isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <Button
      size="xs"
      variant="default"
      disabled={isDisabled}
      leftSection={<Icon size={13} aria-hidden />}
      onClick={() => preview.toggle('all')}
    >
      {isPlaying ? 'Pause' : 'Play all'}
    </Button>
  );
}
