/** Care problems that officials choose from; a problem may also be written freely. */
export const PROBLEM_CATALOGUE = [
  "進食問題",
  "洗澡問題",
  "個人修飾問題",
  "穿脫衣物問題",
  "大小便控制問題",
  "上廁所問題",
  "移位問題",
  "走路問題",
  "上下樓梯問題",
  "使用電話問題",
  "購物或外出問題",
  "備餐問題",
  "處理家務問題",
  "用藥問題",
  "處理財務問題",
  "溝通問題",
  "短期記憶障礙問題",
  "困擾行為",
  "疼痛問題",
  "不動症候群風險",
  "皮膚照護問題",
  "傷口問題",
  "水分及營養問題",
  "吞嚥問題",
  "管路照顧問題",
  "其他醫療照護問題",
  "跌倒風險",
  "居家安全疑慮",
  "居住環境障礙",
  "社會參與需協助",
  "照顧負荷過重",
  "輔具使用問題",
  "感染問題",
  "其他",
] as const;

/** Rows that the form has without JavaScript, and the most that it takes. */
export const PROBLEM_ROWS = 10;
export const MOST_PROBLEMS = 40;
export const PROBLEM_LENGTH = 100;

/** The name of the input in a row of the list of problems. */
export function problemField(row: number): string {
  return `problem_${row}`;
}
