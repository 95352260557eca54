import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn } from '../../cli/files.ts';
import { root } from '../../cli/run.ts';
import { repaired } from './pasted-text.ts';

describe('a pasted file is repaired', () => {
  test.each([
    ['run.sh', 'docker run –rm —network none –p 80:80 app', 'docker run --rm --network none -p 80:80 app'],
    ['run.sh', 'docker run -–rm app', 'docker run --rm app'],
    ['run.sh', 'echo “a b”\u00a0| tr ‘a’ ‘b’', "echo \"a b\" | tr 'a' 'b'"],
    ['run.sh', 'docker\u200b ps', 'docker ps'],
    ['compose.yaml', 'services:\n\tweb:\n\t\timage: “nginx”\n', 'services:\n  web:\n    image: "nginx"\n'],
    ['compose.yaml', '  – 8080:80', '  - 8080:80'],
    ['compose.yaml', '    command: ["node", "–-inspect"]', '    command: ["node", "--inspect"]'],
    ['compose.yaml', 'a:\u00a01\n\u00a0\u00a0b: 2', 'a: 1\n  b: 2'],
    ['daemon.json', '{ “log-driver”: “local” }', '{ "log-driver": "local" }'],
    ['.dockerignore', 'node_modules\u00a0\n', 'node_modules \n'],
  ])('%s: %s', (path, text, meant) => {
    expect(repaired(path, text)).toBe(meant);
  });

  test.each([
    ['run.sh', '# “Quoted” – it’s a remark'],
    ['run.sh', 'echo "He said “no” – twice"'],
    ['run.sh', '\techo it’s fine'],
    ['compose.yaml', 'x: two – three # one – “two”'],
  ])('but not what is prose: %s: %s', (path, text) => {
    expect(repaired(path, text)).toBe(text);
  });

  test('and once is enough', () => {
    const text = 'docker run –rm ““x”” ‘‘ — –— -–x\u00a0';
    expect(repaired('a.sh', repaired('a.sh', text))).toBe(repaired('a.sh', text));
  });
});

test('no file of an exercise has anything to repair', () => {
  const folder = join(root, 'exercises');
  const files = filesIn(folder).filter((file) => /[/](?:starter|solutions)[/]/.test(file) && !/Dockerfile/.test(file));
  expect(files.length).toBeGreaterThan(20);
  const changed = files.filter((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return repaired(file, text) !== text;
  });
  expect(changed).toEqual([]);
});
