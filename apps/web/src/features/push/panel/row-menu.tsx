import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconFileOff, IconTrash, IconUpload } from '@tabler/icons-react';
import { listTargets, type PlanEdit } from '../plan/edit-plan.ts';
import type { PushPlan, PushRow } from '../plan/push-plan.ts';
import type { RowStatus } from '../plan/row-status.ts';

interface RowMenuProps {
  plan: PushPlan;
  row: PushRow;
  status: RowStatus;
  isDisabled: boolean;
  onEdit: (edit: PlanEdit) => void;
}

/** Everything that can be done with a row beside naming and typing it. */
export function RowMenu({ plan, row, status, isDisabled, onEdit }: RowMenuProps) {
  const { id: rowId, fileId } = row;
  const index = plan.rows.indexOf(row);
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" disabled={isDisabled} aria-label={`More for ${row.name}`}>
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={`More for ${row.name}`} mah={420} style={{ overflowY: 'auto' }}>
        {status.kind === 'unchanged' && status.because === 'same-sound' && (
          <Menu.Item
            leftSection={<IconUpload size={15} aria-hidden />}
            onClick={() => onEdit({ kind: 'take-file', rowId, takesFile: true })}
          >
            Push the new file anyway
          </Menu.Item>
        )}
        {row.takesFile && (
          <Menu.Item onClick={() => onEdit({ kind: 'take-file', rowId, takesFile: false })}>
            Keep the old file if it sounds the same
          </Menu.Item>
        )}
        {fileId !== null && (
          <Menu.Item
            leftSection={<IconFileOff size={15} aria-hidden />}
            onClick={() => onEdit({ kind: 'discard-file', fileId })}
          >
            {row.trackId === null ? 'Take this file out' : 'Take this file out, keep the stem'}
          </Menu.Item>
        )}
        {row.trackId !== null && !row.isRemoved && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => onEdit({ kind: 'remove', rowId })}
          >
            Remove this stem from the version
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconArrowUp size={15} aria-hidden />}
          disabled={index === 0}
          onClick={() => onEdit({ kind: 'move', rowId, by: -1 })}
        >
          Move up
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={15} aria-hidden />}
          disabled={index === plan.rows.length - 1}
          onClick={() => onEdit({ kind: 'move', rowId, by: 1 })}
        >
          Move down
        </Menu.Item>
        {fileId !== null && !row.isRemoved && plan.parent.length > 0 && (
          <TargetItems plan={plan} row={row} fileId={fileId} onEdit={onEdit} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const newStem = 'new';

function TargetItems({
  plan,
  row,
  fileId,
  onEdit,
}: Pick<RowMenuProps, 'plan' | 'row' | 'onEdit'> & { fileId: string }) {
  const assign = (value: string) => onEdit({ kind: 'assign', fileId, trackId: value === newStem ? null : value });
  return (
    <>
      <Menu.Divider />
      <Menu.Label>This file is</Menu.Label>
      <Menu.RadioGroup value={row.trackId ?? newStem} onChange={assign}>
        <Menu.RadioItem value={newStem} closeMenuOnClick>
          a new stem
        </Menu.RadioItem>
        {listTargets(plan).map(({ trackId, name, file }) => (
          <Menu.RadioItem key={trackId} value={trackId} closeMenuOnClick>
            the next “{name}”{file !== null && file.id !== fileId ? `, instead of ${file.path.split('/').at(-1)}` : ''}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
