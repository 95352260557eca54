/** Finds the scripts inside a command's words: `$(…)`, backticks, `<(…)`. */
import { forEachChild, type ParsedScript, type Command as Simple, type SyntaxNode, type Word } from 'unbash';

/** The scripts directly inside a node; those inside them are found when they are read in turn. */
export function substitutions(node: Simple | Word): ParsedScript[] {
  const found: ParsedScript[] = [];
  const visit = (child: SyntaxNode): void => {
    if (child.type === 'CommandExpansion' || child.type === 'ProcessSubstitution' || child.type === 'ArithmeticCommandExpansion') {
      if (child.script) found.push(child.script);
      return;
    }
    if (child.type === 'Script') return;
    forEachChild(child, visit);
  };
  forEachChild(node, visit);
  return found;
}
