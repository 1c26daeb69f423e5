import { CliError } from '../failure/cli-error.ts';
import { type CommandShape, takesVersion } from './describe-program.ts';

/** Writes the script with which a shell completes commands, options and branches. */
export function writeCompletion(shell: string, commands: readonly CommandShape[]): string {
  switch (shell) {
    case 'bash':
      return writeBash(commands);
    case 'zsh':
      return writeZsh(commands);
    case 'fish':
      return writeFish(commands);
    default:
      throw new CliError('usage', `There is no completion for “${shell}”.`, 'Choose bash, zsh or fish.');
  }
}

function writeBash(commands: readonly CommandShape[]): string {
  const cases = commands.map((command) => {
    const options = command.options.map(({ long }) => long).join(' ');
    const refs = takesVersion(command) ? ' $(beatflow __refs 2>/dev/null)' : '';
    return `    ${command.name}) words="--help ${options}${refs}" ;;`;
  });
  return `# beatflow completion bash >> ~/.bashrc
_beatflow() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${names(commands)} help"
  else
    case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    help) words="${names(commands)}" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _beatflow beatflow
`;
}

function writeZsh(commands: readonly CommandShape[]): string {
  const list = commands.map(({ name, summary }) => `    '${name}:${quote(summary)}'`);
  const cases = commands.map((command) => {
    const options = command.options.map(
      ({ long, about, takesValue }) =>
        `'${long}[${quote(about).replaceAll(/[[\]]/g, '')}]${takesValue ? ':value:' : ''}'`,
    );
    const refs = takesVersion(command) ? ` '*:version:($(beatflow __refs 2>/dev/null))'` : ` '*:file:_files'`;
    return `    ${command.name}) _arguments ${options.join(' ')}${refs} ;;`;
  });
  return `#compdef beatflow
# beatflow completion zsh > "$fpath[1]/_beatflow"
_beatflow() {
  local -a commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  local command="\${words[2]}"
  shift words; (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _beatflow beatflow
`;
}

function writeFish(commands: readonly CommandShape[]): string {
  const lines = commands.flatMap((command) => {
    const seen = `-n '__fish_seen_subcommand_from ${command.name}'`;
    return [
      `complete -c beatflow -n __fish_use_subcommand -a ${command.name} -d '${quote(command.summary)}'`,
      ...command.options.map(({ long, short, about, takesValue }) => {
        const letter = short ? ` -s ${short.slice(1)}` : '';
        return `complete -c beatflow ${seen} -l ${long.slice(2)}${letter}${takesValue ? ' -r' : ''} -d '${quote(about)}'`;
      }),
      ...(takesVersion(command) ? [`complete -c beatflow ${seen} -f -a '(beatflow __refs 2>/dev/null)'`] : []),
    ];
  });
  return `# beatflow completion fish > ~/.config/fish/completions/beatflow.fish
${lines.join('\n')}
`;
}

function names(commands: readonly CommandShape[]): string {
  return commands.map(({ name }) => name).join(' ');
}

function quote(text: string): string {
  return text.replaceAll("'", '’').replaceAll(':', ' ');
}
