const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  copy: "©",
  reg: "®",
  trade: "™",
  euro: "€",
  pound: "£",
  deg: "°",
  times: "×",
  ordf: "ª",
  ordm: "º",
  iexcl: "¡",
  iquest: "¿",
  aacute: "á",
  eacute: "é",
  iacute: "í",
  oacute: "ó",
  uacute: "ú",
  uuml: "ü",
  ntilde: "ñ",
  Aacute: "Á",
  Eacute: "É",
  Iacute: "Í",
  Oacute: "Ó",
  Uacute: "Ú",
  Uuml: "Ü",
  Ntilde: "Ñ",
};

const LARGEST = 0x10_ff_ff;

const numbered = (digits: string): string | undefined => {
  const isHex = /^x/i.test(digits);
  const code = Number.parseInt(isHex ? digits.slice(1) : digits, isHex ? 16 : 10);
  return code <= LARGEST ? String.fromCodePoint(code) : undefined;
};

/** Replaces the entities that texts have; one that is not known stays as it is written. */
export const decodeEntities = (html: string): string =>
  html.replaceAll(
    /&(?:#(\d{1,7}|[xX][\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/g,
    (entity: string, digits: string | undefined, name: string | undefined) =>
      (digits === undefined
        ? Object.hasOwn(NAMED, name ?? "")
          ? NAMED[name ?? ""]
          : undefined
        : numbered(digits)) ?? entity,
  );
