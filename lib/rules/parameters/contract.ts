import { contractRegulation } from "../citations";
import { CONTRACT_REGULATION_FROM, type Parameter, since } from "../parameter";

export const CONTRACT_YEARS: Parameter<number> = {
  id: "contract.years",
  label: "特約有效期間上限",
  unit: "年",
  histories: { tw: since(CONTRACT_REGULATION_FROM, 3, [contractRegulation("第10條")]) },
};

export const RENEWAL_NOTICE_DAYS: Parameter<number> = {
  id: "contract.renewalNoticeDays",
  label: "通知續約（期間屆滿前）",
  unit: "日曆天",
  histories: { tw: since(CONTRACT_REGULATION_FROM, 90, [contractRegulation("第11條第1項")]) },
};

export const RENEWAL_SILENCE_DAYS: Parameter<number> = {
  id: "contract.renewalSilenceDays",
  label: "未為同意續約之表示視為不同意（期間屆滿前）",
  unit: "日曆天",
  histories: { tw: since(CONTRACT_REGULATION_FROM, 30, [contractRegulation("第11條第1項")]) },
};

export const RENEWAL_REMINDER_DAYS: Parameter<number> = {
  id: "contract.renewalReminderDays",
  label: "通知續約前之提醒期間",
  unit: "日曆天",
  histories: {
    tw: since(CONTRACT_REGULATION_FROM, 30, [contractRegulation("第11條第1項")], {
      assumption: "法規未定提醒期間，暫以應通知日前30日起提醒",
    }),
  },
};
