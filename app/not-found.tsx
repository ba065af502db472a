import { LinkButton } from "@/components/ui/button";
import { ErrorReport } from "@/components/ui/error-report";

export default function NotFound() {
  return (
    <ErrorReport title="找不到這一頁" actions={<LinkButton href="/today">回今日工作</LinkButton>}>
      網址可能有誤，資料可能已移除，或不在您的職務範圍內。
    </ErrorReport>
  );
}
