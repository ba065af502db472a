import { TextField } from "@/components/forms/text-field";
import type { Contact } from "@/lib/features/cases/types";

/** How a person and the family are reached. */
export function ContactFields({ contact }: { contact?: Contact }) {
  return (
    <>
      <TextField
        name="address"
        label="居住地址"
        required
        maxLength={200}
        width="full"
        autoComplete="off"
        defaultValue={contact?.address}
      />
      <TextField
        name="phone"
        label="電話"
        type="tel"
        required
        maxLength={60}
        autoComplete="off"
        defaultValue={contact?.phone}
      />
      <TextField
        name="contactName"
        label="聯絡人姓名"
        maxLength={60}
        autoComplete="off"
        defaultValue={contact?.contactName}
      />
      <TextField
        name="contactRelation"
        label="與個案關係"
        maxLength={20}
        autoComplete="off"
        defaultValue={contact?.contactRelation}
      />
      <TextField
        name="contactPhone"
        label="聯絡人電話"
        type="tel"
        maxLength={60}
        autoComplete="off"
        defaultValue={contact?.contactPhone}
      />
    </>
  );
}
