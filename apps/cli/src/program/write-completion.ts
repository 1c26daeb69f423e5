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
  return `# beatflow completion bash >> ~/.bashrc
_beatflow() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${names(commands)} help"
  else
    case "\${COMP_WORDS[1]}" in
${commands.map(writeBashCase).join('\n')}
    help) words="${names(commands)}" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _beatflow beatflow
`;
}

function writeBashCase(command: CommandShape): string {
  if (command.commands.length > 0) {
    return `    ${command.name})
      if [ "$COMP_CWORD" -eq 2 ]; then words="--help ${names(command.commands)}"; else
      case "\${COMP_WORDS[2]}" in
${command.commands.map(writeBashCase).join('\n')}
      esac; fi ;;`;
  }
  const options = command.options.map(({ long }) => long).join(' ');
  const refs = takesVersion(command) ? ' $(beatflow __refs 2>/dev/null)' : '';
  return `    ${command.name}) words="--help ${options}${refs}" ;;`;
}

function writeZsh(commands: readonly CommandShape[]): string {
  return `#compdef beatflow
# beatflow completion zsh > "$fpath[1]/_beatflow"
_beatflow() {
${writeZshChoice(commands)}
}
compdef _beatflow beatflow
`;
}

/** Completes the word at hand with one of these commands, or what comes after it with what that command takes. */
function writeZshChoice(commands: readonly CommandShape[]): string {
  const list = commands.map(({ name, summary }) => `    '${name}:${quote(summary)}'`);
  return `  local -a commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  local command="\${words[2]}"
  shift words; (( CURRENT-- ))
  case "$command" in
${commands.map(writeZshCase).join('\n')}
  esac`;
}

function writeZshCase(command: CommandShape): string {
  if (command.commands.length > 0) return `    ${command.name})\n${writeZshChoice(command.commands)} ;;`;
  const options = command.options.map(
    ({ long, about, takesValue }) =>
      `'${long}[${quote(about).replaceAll(/[[\]]/g, '')}]${takesValue ? ':value:' : ''}'`,
  );
  const refs = takesVersion(command) ? ` '*:version:($(beatflow __refs 2>/dev/null))'` : ` '*:file:_files'`;
  return `    ${command.name}) _arguments ${options.join(' ')}${refs} ;;`;
}

function writeFish(commands: readonly CommandShape[]): string {
  const lines = commands.flatMap((command) => {
    const group = commands.find((other) => other.commands.some(({ name }) => name === command.name));
    const seen = `${seenFish(command.name)}${group ? `; and not ${seenFish(group.name)}` : ''}`;
    const subcommands = command.commands.flatMap((subcommand) => [
      `complete -c beatflow -n '${seen}; and not ${seenFish(names(command.commands))}' -f -a ${subcommand.name} -d '${quote(subcommand.summary)}'`,
      ...writeFishOptions(subcommand, `${seen}; and ${seenFish(subcommand.name)}`),
    ]);
    return [
      `complete -c beatflow -n __fish_use_subcommand -a ${command.name} -d '${quote(command.summary)}'`,
      ...writeFishOptions(command, seen),
      ...subcommands,
    ];
  });
  return `# beatflow completion fish > ~/.config/fish/completions/beatflow.fish
${lines.join('\n')}
`;
}

function seenFish(name: string): string {
  return `__fish_seen_subcommand_from ${name}`;
}

function writeFishOptions(command: CommandShape, condition: string): string[] {
  const options = command.options.map(({ long, short, about, takesValue }) => {
    const letter = short ? ` -s ${short.slice(1)}` : '';
    return `complete -c beatflow -n '${condition}' -l ${long.slice(2)}${letter}${takesValue ? ' -r' : ''} -d '${quote(about)}'`;
  });
  if (!takesVersion(command)) return options;
  return [...options, `complete -c beatflow -n '${condition}' -f -a '(beatflow __refs 2>/dev/null)'`];
}

function names(commands: readonly CommandShape[]): string {
  return commands.map(({ name }) => name).join(' ');
}

function quote(text: string): string {
  return text.replaceAll("'", '’').replaceAll(':', ' ');
}
