import { escapeHtml } from '../html.ts';

export function highlightDockerfile(text: string): string[] {
  return text.split('\n').map(escapeHtml);
}
