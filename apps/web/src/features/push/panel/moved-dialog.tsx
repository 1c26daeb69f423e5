import { branchName, type CommitResponse, type RepositoryResponse } from '@beatflow/shared';
import { Button, Modal, TextInput } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { toRequestError } from '../../../api/request-error.ts';
import { ButtonLink } from '../../../components/button-link.tsx';
import { commitTitle } from '../../../components/commit-title.ts';
import { dialogAttributes } from '../../../components/dialog-attributes.ts';
import { TimeAgo } from '../../../components/time-ago.tsx';
import type { PushSession } from '../session/push-session.ts';
import { suggestBranch } from '../session/suggest-branch.ts';
import styles from './moved-dialog.module.css';

interface MovedDialogProps {
  repository: RepositoryResponse;
  session: PushSession;
  moved: CommitResponse;
}

/** Somebody else was faster: who, with what, and the ways to go on. Whatever is chosen, nothing is lost. */
export function MovedDialog({ repository, session, moved }: MovedDialogProps) {
  const { base } = session.getState();
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <Modal
      opened
      onClose={() => session.postponeMoved()}
      size="lg"
      title="Somebody pushed meanwhile"
      attributes={dialogAttributes}
    >
      <div className={styles.dialog}>
        <p className={styles.words}>
          While you were here, <strong>{moved.authorName}</strong> pushed “{commitTitle(moved)}” to{' '}
          <strong>{base.branch}</strong>, <TimeAgo at={moved.createdAt} />. Your files, names and uploads are all still
          here.
        </p>
        <section className={styles.choice}>
          <div>
            <h3>Look at what changed</h3>
            <p>Opens another tab: what they changed, to see and to hear.</p>
          </div>
          <ButtonLink
            to={base.headId === null ? '/$owner/$name/commit/$commitId' : '/$owner/$name/compare'}
            params={{ ...params, commitId: moved.id }}
            search={base.headId === null ? {} : { before: base.headId, after: moved.id }}
            target="_blank"
            variant="default"
            rightSection={<IconExternalLink size={15} aria-hidden />}
          >
            Look at what changed
          </ButtonLink>
        </section>
        <section className={styles.choice}>
          <div>
            <h3>Push mine on top</h3>
            <p>
              Your files win on the stems that you touched; all others are kept from their version. You see it before it
              is pushed.
            </p>
          </div>
          <Button data-autofocus onClick={() => session.rebase()}>
            Push mine on top
          </Button>
        </section>
        <BranchChoice session={session} />
      </div>
    </Modal>
  );
}

function BranchChoice({ session }: { session: PushSession }) {
  const { base, draft } = session.getState();
  const [name, setName] = useState(() => suggestBranch(draft.message, base.branch, [base.branch]));
  const [isTouched, setIsTouched] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);

  useEffect(() => {
    let isGone = false;
    void session.listBranchNames().then((taken) => {
      if (!isGone && !isTouched) setName(suggestBranch(draft.message, base.branch, [base.branch, ...taken]));
    });
    return () => {
      isGone = true;
    };
  }, [session, draft.message, base.branch, isTouched]);

  const keep = ({ thenMerge }: { thenMerge: boolean }) => {
    const result = branchName.safeParse(name.trim());
    if (!result.success) {
      setProblem(result.error.issues[0]!.message);
      return;
    }
    setIsSending(true);
    session
      .keepAsBranch(result.data, { thenMerge })
      .catch((err: unknown) => setProblem(toRequestError(err).message))
      .finally(() => setIsSending(false));
  };
  return (
    <form
      className={styles.choice}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        keep({ thenMerge: false });
      }}
    >
      <div>
        <h3>Keep mine as a branch</h3>
        <p>Pushes your version beside theirs, from where you started. Merge the two now, or later.</p>
        <TextInput
          mt={6}
          label="Name of the branch"
          value={name}
          error={problem}
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ currentTarget: { value } }) => {
            setIsTouched(true);
            setProblem(null);
            setName(value);
          }}
        />
      </div>
      <div className={styles.ways}>
        <Button type="submit" variant="default" loading={isSending}>
          Keep as a branch
        </Button>
        <Button variant="default" loading={isSending} onClick={() => keep({ thenMerge: true })}>
          Keep and merge
        </Button>
      </div>
    </form>
  );
}
