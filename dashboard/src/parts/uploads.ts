import { ref, type Ref } from "vue";
import type { Client } from "@/api/client";
import type { FileInfo } from "@/api/types";

/** Sends files that somebody chose by an input, one after the other; those that arrived stay when a later one fails. */
export function useUploads(client: Client, input: Ref<HTMLInputElement | undefined>, files: Ref<FileInfo[]>, fail: (error: unknown) => void) {
  const busy = ref(false);

  async function upload() {
    busy.value = true;
    try {
      for (const file of [...(input.value?.files ?? [])]) {
        const form = new FormData();
        form.append("file", file, file.name);
        files.value = [...files.value, await client.post<FileInfo>("/api/files", form)];
      }
    } catch (error) {
      fail(error);
    } finally {
      busy.value = false;
      if (input.value) input.value.value = "";
    }
  }

  const remove = (id: string) => (files.value = files.value.filter((file) => file.id !== id));
  return { busy, upload, remove, choose: () => input.value?.click() };
}
