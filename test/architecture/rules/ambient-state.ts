// Rule: compiler and runtime read no clock, no dice and no process; only cli and bench know the process.
import { codeOnly } from '../code-text.ts';
import { type SourceTree, sourcesOf, type Violation } from '../source-tree.ts';

interface Ban {
  readonly what: string;
  readonly pattern: RegExp;
  readonly except: readonly string[];
}

const bans: readonly Ban[] = [
  { what: 'process', pattern: /(?<![.\w'-])process\s*(?:[.[;,)]|$)/, except: ['cli', 'bench'] },
  { what: 'Date.now()', pattern: /\bDate\s*\.\s*now\b/, except: ['cli', 'bench'] },
  {
    what: 'new Date()',
    pattern: /\bnew\s+Date\s*(?:\(\s*\)|(?![\w\s(]))/,
    except: ['cli', 'bench'],
  },
  { what: 'Temporal.Now', pattern: /\bTemporal\s*\.\s*Now\b/, except: ['cli', 'bench'] },
  { what: 'Math.random', pattern: /\bMath\s*\.\s*random\b/, except: ['bench'] },
];

/** Reports ambient state by file and line. */
export function checkAmbientState(tree: SourceTree): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of sourcesOf(tree)) {
    const folder = path.split('/')[0] ?? '';
    codeOnly(text)
      .split('\n')
      .forEach((line, index) => {
        for (const ban of bans) {
          if (ban.except.includes(folder) || !ban.pattern.test(line)) continue;
          violations.push({ path, message: `line ${index + 1} uses ${ban.what}` });
        }
      });
  }
  return violations;
}
