import type { Receipt } from '../../../schema/landing.js';

/** One kind of delivery: which files it comes in, and how its rows name the columns that bindings read. */
export type Delivery = DeliveredText | DeliveredXml | DeliveredSheet | DeliveredJson;

interface DeliveredFile {
  /**
   * The file's name, as a whole: `X_20260305001.zip`, or `X_20260305001.csv` as `packed` says. The group `day` (`yyyymmdd`) says when the agency produced it; without it the day folder does.
   * Names are only ever compared: none is used as a path.
   */
  readonly match: RegExp;
  /** The bindings that read it: those of this `table`. */
  readonly table: string;
  /**
   * How the data file comes; its check sum and mark bear its name without the ending: `X.csv.gz`, `X.md5`, `X.ok`. Default `zip`,
   * with one file of the format in it.
   */
  readonly packed?: 'zip' | 'gz' | 'none';
  /** The mark (`.ok`) holds the number of records as its first word; another number refuses the file as cut off. */
  readonly isCountedInMark?: boolean;
}

export interface DeliveredText extends DeliveredFile {
  readonly format: 'csv';
  readonly delimiter: string;
  readonly encoding?: Encoding;
  /** Rows above the data; the lowest that names a column counts. Default 1. */
  readonly headerRows?: number;
  /**
   * A line that begins so is no record: its group `count` says how many there are (`/^TRAILER\|(?<count>\d+)/`). A
   * file without it, or with another number, is refused as cut off.
   */
  readonly trailer?: RegExp;
  /** Column by the title that the file gives it. Titles beside these are not read; a title that is missing refuses the file. */
  readonly columns: Readonly<Record<string, string>>;
}

export interface DeliveredSheet extends DeliveredFile {
  readonly format: 'xlsx';
  readonly headerRows?: number;
  /** Rows whose first text begins so are no records: signatures, sums. */
  readonly footer?: RegExp;
  readonly columns: Readonly<Record<string, string>>;
}

export interface DeliveredXml extends DeliveredFile {
  readonly format: 'xml';
  readonly encoding?: Encoding;
  /** Element names from the root to the record: `['DATA', 'BODY', 'RECORD']`. */
  readonly records: readonly string[];
  /** Where the file says how many records it has; another number refuses the file as cut off. */
  readonly count?: readonly string[];
  /** Column by element name; without it, elements are columns. */
  readonly columns?: Readonly<Record<string, string>>;
}

export interface DeliveredJson extends DeliveredFile {
  readonly format: 'json';
  readonly encoding?: Encoding;
  /** Each line is a record of its own: read in memory that does not grow with the file. */
  readonly isLines?: boolean;
  /** Member names from the root to the array of records: `['data', 'rows']`. Default: the root is the array. */
  readonly records?: readonly string[];
  /** Where the file says how many records it has; another number refuses the file as cut off. */
  readonly count?: readonly string[];
  /** Column by member name, of inner members by their path (`person.idNumber`); without it, members are columns. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** `auto` looks at the bytes: agencies declare GBK and send UTF-8, and the other way round. */
export type Encoding = 'auto' | 'utf-8' | 'gbk';

/** What a delivery may cost; a larger one is refused. */
export interface DeliveryLimits {
  readonly zipEntries: number;
  /** Bytes of a data file, unpacked. */
  readonly fileBytes: number;
  /** Unpacked bytes a packed one. */
  readonly ratio: number;
  /** Bytes of a file that can only be read as a whole (XML, sheets, JSON that is not in lines). */
  readonly documentBytes: number;
  readonly xmlDepth: number;
  /** Characters of one row of text. */
  readonly rowCharacters: number;
}

export const defaultLimits: DeliveryLimits = {
  zipEntries: 100,
  fileBytes: 4 * 1024 ** 3,
  ratio: 300,
  documentBytes: 48 * 1024 ** 2,
  xmlDepth: 16,
  rowCharacters: 1_000_000,
};

/** Why a whole delivery was not landed. */
export type Refusal =
  | 'MD5_MISSING'
  | 'MD5_DIFFERS'
  | 'ZIP_BROKEN'
  | 'ZIP_ENCRYPTED'
  | 'ZIP_TOO_MANY_ENTRIES'
  | 'ZIP_BOMB'
  | 'FILE_MISSING'
  | 'FILE_AMBIGUOUS'
  | 'FILE_TOO_LARGE'
  | 'HEADER_MISSING'
  | 'COLUMN_MISSING'
  | 'TEXT_BROKEN'
  | 'XML_BROKEN'
  | 'XML_DOCTYPE'
  | 'JSON_BROKEN'
  | 'GZIP_BROKEN'
  | 'COUNT_MISSING'
  | 'COUNT_DIFFERS'
  | 'SHEET_BROKEN';

/** Thrown where a delivery turns out to be unfit: nothing of it lands. */
export class DeliveryRefused extends Error {
  override readonly name = 'DeliveryRefused';
  readonly reason: Refusal;

  constructor(reason: Refusal, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** What became of one delivery at a scan. Told once for each state of its files. */
export type DeliveryOutcome =
  | { readonly delivery: string; readonly outcome: 'LANDED'; readonly receipt: Receipt }
  | { readonly delivery: string; readonly outcome: 'REFUSED'; readonly reason: Refusal };
