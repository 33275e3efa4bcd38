// An error page for the terminal: headings stand out, everything else is readable as it is written.
import type { Colours } from './colours.ts';

export function renderPage(markdown: string, colours: Colours): string {
  let code = false;
  const lines = markdown
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (line.startsWith('```')) code = !code;
      if (line.startsWith('```')) return undefined;
      if (code) return `    ${line}`.trimEnd();
      const heading = /^#+ +(.*)$/.exec(line)?.[1];
      return heading === undefined ? line : colours.bold(heading);
    });
  return `${lines.filter((line) => line !== undefined).join('\n')}\n`;
}
