/** A document of a case, without its bytes. */
export interface DocumentRow {
  id: string;
  kind: string;
  fileName: string;
  mediaType: string;
  size: number;
  createdAt: Date;
  createdByName: string;
}

/** A document handed out. */
export interface OpenedDocument {
  fileName: string;
  mediaType: string;
  bytes: Buffer;
}
