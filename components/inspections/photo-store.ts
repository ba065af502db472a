// Photographs: made small in the browser, kept there until the server has them.

/** The longest side of a photograph as it is kept; paper and screen show no more. */
const LONGEST = 2000;
const QUALITIES = [0.85, 0.7, 0.5];
const MOST_BYTES = 3 * 1024 * 1024;

/** A photograph that waits for a connection. */
export interface WaitingPhoto {
  key: string;
  accountId: string;
  inspectionId: string;
  itemKey: string | null;
  caseId: string | null;
  name: string;
  blob: Blob;
}

/**
 * A picture no longer than 2,000 pixels on its longer side, as JPEG, upright as the camera meant it. Null for what is no picture
 * that this browser can read.
 */
export async function shrunk(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture || picture.width === 0 || picture.height === 0) return null;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  // A picture with transparent parts becomes one on white paper.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (!blob || blob.size <= MOST_BYTES || quality === QUALITIES.at(-1)) return blob;
  }
  return null;
}

const STORE = "photos";

function opened(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open("caretower", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((done, fail) => {
      const request = work(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  } finally {
    database.close();
  }
}

/** Puts a photograph into the browser's store. */
export async function keepPhoto(photo: WaitingPhoto): Promise<void> {
  await inStore("readwrite", (store) => store.put(photo));
}

/** Takes it out again, once the server has it or refuses it. */
export async function dropPhoto(key: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(key));
}

/** What waits here of an account and an inspection. */
export async function waitingPhotos(accountId: string, inspectionId: string): Promise<WaitingPhoto[]> {
  const all = await inStore<WaitingPhoto[]>("readonly", (store) => store.getAll());
  return all.filter((each) => each.accountId === accountId && each.inspectionId === inspectionId);
}
