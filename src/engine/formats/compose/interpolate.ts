/** Compose's variable substitution (compose-spec, 12-interpolation): `$X`, `${X}`, `:-` `-` `:?` `?` `:+` `+`, `$$`. */

/** One use of a variable in a value. Offsets are in the text that was given. */
export interface Use {
  name: string;
  start: number;
  end: number;
  operator?: ':-' | '-' | ':?' | '?' | ':+' | '+';
  /** The default, alternative or message as written. */
  word?: string;
  /** `given`: the environment has it. `default`: the file's own default stands in. `missing`: nobody here knows it. */
  from: 'given' | 'default' | 'missing';
}

export interface Interpolated {
  /** The text with everything filled in; undefined where some variable is missing or the notation is wrong. */
  value?: string;
  /** The text with what is known filled in and the rest left as written. */
  visible: string;
  uses: Use[];
  /** Why the tool would refuse the text. */
  error?: { message: string; at: number };
}

const deepest = 30;
const nameStart = /[A-Za-z_]/;
const nameRest = /[A-Za-z0-9_]/;

/** Fills in variables. Without an operator, one that `env` does not have is missing, never taken for empty. */
export function interpolate(text: string, env: Readonly<Record<string, string>>): Interpolated {
  if (!text.includes('$')) return { value: text, visible: text, uses: [] };
  const scan = new Scan(text, env);
  const { visible, known } = scan.until(false, 0);
  return { visible, uses: scan.uses, ...(scan.error ? { error: scan.error } : known ? { value: visible } : {}) };
}

interface Piece {
  visible: string;
  known: boolean;
}

class Scan {
  readonly uses: Use[] = [];
  error?: { message: string; at: number };
  #at = 0;
  readonly #text: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(text: string, env: Readonly<Record<string, string>>) {
    this.#text = text;
    this.#env = env;
  }

  /** Reads up to the end, or up to the brace that closes the enclosing `${`. */
  until(brace: boolean, depth: number): Piece {
    const parts: string[] = [];
    let known = true;
    let plain = this.#at;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at];
      if (brace && character === '}') break;
      if (character !== '$') {
        this.#at++;
        continue;
      }
      parts.push(this.#text.slice(plain, this.#at));
      const piece = this.#dollar(depth);
      parts.push(piece.visible);
      known &&= piece.known;
      plain = this.#at;
    }
    parts.push(this.#text.slice(plain, this.#at));
    return { visible: parts.join(''), known };
  }

  #fail(at: number, message: string): Piece {
    this.error ??= { at, message };
    return { visible: this.#text.slice(at, this.#at), known: false };
  }

  #dollar(depth: number): Piece {
    const start = this.#at++;
    const next = this.#text[this.#at];
    if (next === '$') {
      this.#at++;
      return { visible: '$', known: true };
    }
    if (next === '{') {
      this.#at++;
      return this.#braced(start, depth);
    }
    const name = this.#name();
    if (name !== '') return this.#plain(name, start);
    return this.#fail(start, 'a `$` here must begin a variable. If the dollar sign is meant for the container, double it: `$$`');
  }

  #name(): string {
    const start = this.#at;
    if (!nameStart.test(this.#text[start] ?? '')) return '';
    while (nameRest.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #given(name: string): string | undefined {
    return Object.hasOwn(this.#env, name) ? this.#env[name] : undefined;
  }

  #plain(name: string, start: number): Piece {
    const given = this.#given(name);
    this.uses.push({ name, start, end: this.#at, from: given === undefined ? 'missing' : 'given' });
    return given === undefined ? { visible: this.#text.slice(start, this.#at), known: false } : { visible: given, known: true };
  }

  #braced(start: number, depth: number): Piece {
    const name = this.#name();
    if (name === '')
      return this.#fail(start, 'there is no variable name after `${`. If this is meant for the container, double the dollar sign: `$$`');
    if (this.#text[this.#at] === '}') {
      this.#at++;
      return this.#plain(name, start);
    }
    const operator = /^(?::[-?+]|[-?+])/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0] as Use['operator'];
    if (operator === undefined)
      return this.#fail(
        start,
        `\`\${${name}\` must end with \`}\` or go on with \`:-\`, \`:?\` or \`:+\`. If it is meant for the container, double the dollar sign: \`$$\``,
      );
    this.#at += operator.length;
    if (depth >= deepest) return this.#fail(start, 'variables are nested too deeply');
    const wordStart = this.#at;
    const word = this.until(true, depth + 1);
    if (this.#text[this.#at] !== '}') return this.#fail(start, `\`\${${name}\` is not closed with \`}\``);
    const written = this.#text.slice(wordStart, this.#at++);
    return this.#apply(name, operator, word, written, start);
  }

  #apply(name: string, operator: NonNullable<Use['operator']>, word: Piece, written: string, start: number): Piece {
    const given = this.#given(name);
    const use = { name, operator, word: written, start, end: this.#at };
    const raw = { visible: this.#text.slice(start, this.#at), known: false };
    const usable = given !== undefined && (given !== '' || !operator.startsWith(':'));
    if (operator.endsWith('+')) {
      this.uses.push({ ...use, from: given === undefined ? 'missing' : 'given' });
      if (given === undefined) return raw;
      return usable ? word : { visible: '', known: true };
    }
    if (usable) {
      this.uses.push({ ...use, from: 'given' });
      return { visible: given, known: true };
    }
    if (operator.endsWith('-')) {
      this.uses.push({ ...use, from: 'default' });
      return word;
    }
    this.uses.push({ ...use, from: 'missing' });
    return raw;
  }
}
