import benchCss from './bench.css?inline';

let dressed = false;

/** Brings the styles that only a running bench needs: once for the page. */
export function dress(): void {
  if (dressed) return;
  dressed = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(benchCss);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
